import { Aborted } from "../../graphql/aborted.ts";

/** Callers waiting for their turn, in order; each is called when it comes. */
export type Queue = Set<() => void>;

/** Waits in a queue until its turn comes or the caller stops waiting. */
export const turnIn = (queue: Queue, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const begin = (): void => {
      queue.delete(begin);
      signal?.removeEventListener("abort", leave);
      resolve();
    };
    const leave = (): void => {
      queue.delete(begin);
      reject(new Aborted());
    };
    if (signal?.aborted) return leave();
    signal?.addEventListener("abort", leave, { once: true });
    queue.add(begin);
  });
