import { type Queue, turnIn } from "./turn.ts";

/** Does works, some at once and the others in the order they came. */
export interface Limiter {
  run<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result>;
  isIdle(): boolean;
}

/** Bounds how many works are under way at once. */
export const createLimiter = (permits: number): Limiter => {
  const queue: Queue = new Set();
  let free = permits;

  return {
    async run(signal, work) {
      if (free > 0) free--;
      else await turnIn(queue, signal);
      try {
        return await work();
      } finally {
        const [next] = queue;
        if (next) next();
        else free++;
      }
    },
    isIdle: () => free === permits,
  };
};
