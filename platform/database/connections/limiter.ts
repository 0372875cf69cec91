import { type Queue, turnIn } from "./turn.ts";

/** Runs tasks, some concurrently and the others in order of arrival. */
export interface Limiter {
  run<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result>;
  isIdle(): boolean;
}

/** Limits the number of concurrent tasks. */
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
