/**
 * Runs up to a limit of concurrent requests, lets as many wait for a moment, and refuses the others. No tenant takes
 * all slots.
 */
export interface ConcurrencyLimiter {
  /** Whether one more could not even wait. */
  isFull(): boolean;
  /** Resolves to whether a request may run. One that runs must leave when it is done. */
  acquire(signal: AbortSignal, who?: string): boolean | Promise<boolean>;
  release(who?: string): void;
  inWork(): number;
  waiting(): number;
}

/** A request not admitted by then should go to a less busy process. */
const MAX_WAIT_MS = 1_000;

/** The share of the slots, for work and for waiting, that one tenant may take. */
const SHARE = 3 / 4;

interface Waiting {
  readonly who: string | undefined;
  readonly begin: () => void;
}

export const createConcurrencyLimiter = (most: number): ConcurrencyLimiter => {
  const queue = new Set<Waiting>();
  const worksOf = new Map<string, number>();
  const share = Math.ceil(most * SHARE);
  let working = 0;

  const hasShare = (who: string | undefined): boolean => who === undefined || (worksOf.get(who) ?? 0) < share;
  const mayWait = (who: string | undefined): boolean =>
    queue.size < most && (who === undefined || [...queue].filter((each) => each.who === who).length < share);
  const count = (who: string | undefined, change: 1 | -1): void => {
    working += change;
    if (who === undefined) return;
    const works = (worksOf.get(who) ?? 0) + change;
    if (works > 0) worksOf.set(who, works);
    else worksOf.delete(who);
  };

  const wait = (signal: AbortSignal, who: string | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (mayWork: boolean): void => {
        queue.delete(waiting);
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        resolve(mayWork);
      };
      const begin = (): void => {
        count(who, 1);
        end(true);
      };
      const giveUp = (): void => end(false);
      const waiting: Waiting = { who, begin };
      const timer = setTimeout(giveUp, MAX_WAIT_MS);
      signal.addEventListener("abort", giveUp, { once: true });
      queue.add(waiting);
    });

  return {
    isFull: () => working >= most && queue.size >= most,
    acquire: (signal, who) => {
      if (signal.aborted) return false;
      if (working < most && hasShare(who)) {
        count(who, 1);
        return true;
      }
      return mayWait(who) && wait(signal, who);
    },
    release: (who) => {
      count(who, -1);
      for (const next of queue) if (hasShare(next.who)) return next.begin();
    },
    inWork: () => working,
    waiting: () => queue.size,
  };
};
