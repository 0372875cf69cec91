import type { Viewer } from "../viewer.ts";

const MOST_TOKENS = 1_000;
const LONGEST_MS = 300_000;

interface Entry {
  readonly viewer: Viewer;
  readonly until: number;
}

/** Caches verified tokens until they expire, for at most five minutes, so that a withdrawn key stops working. */
export const createVerified = (now: () => number = Date.now) => {
  const entries = new Map<string, Entry>();

  return {
    get: (token: string): Viewer | undefined => {
      const entry = entries.get(token);
      if (entry && entry.until <= now()) entries.delete(token);
      return entry && entry.until > now() ? entry.viewer : undefined;
    },
    /** `expires` in milliseconds. */
    set: (token: string, viewer: Viewer, expires: number): void => {
      const [oldest] = entries.keys();
      if (oldest !== undefined && entries.size >= MOST_TOKENS) entries.delete(oldest);
      entries.set(token, { viewer, until: Math.min(expires, now() + LONGEST_MS) });
    },
    get size(): number {
      return entries.size;
    },
  };
};
