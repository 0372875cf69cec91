/** Lets so many requests work at once, as many wait for a moment, and turns the others away. Nobody alone takes all places. */
export interface ConcurrencyLimiter {
  /** Whether one more could not even wait. */
  isFull(): boolean;
  /** Answers whether a request of somebody may work, as soon as that is known. Who may, leaves when done. */
  acquire(signal: AbortSignal, who?: string): boolean | Promise<boolean>;
  release(who?: string): void;
  inWork(): number;
  waiting(): number;
}

/** Who is not let in by then had better ask again, of a process that is less busy. */
const MAX_WAIT_MS = 1_000;

/** Of the places for work, and of those for waiting, the part that can be of one and the same. */
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
