/** Lets so many requests work at once, as many wait for a moment, and turns the others away. */
export interface Turnstile {
  /** Whether one more could not even wait. */
  isFull(): boolean;
  /** Answers whether the request may work, as soon as that is known. Who may, leaves when done. */
  enter(signal: AbortSignal): boolean | Promise<boolean>;
  leave(): void;
  inWork(): number;
  waiting(): number;
}

/** Who is not let in by then had better ask again, of a process that is less busy. */
const PATIENCE_MS = 1_000;

export const createTurnstile = (most: number): Turnstile => {
  const queue = new Set<() => void>();
  let working = 0;

  const wait = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (mayWork: boolean): void => {
        queue.delete(begin);
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        resolve(mayWork);
      };
      const begin = (): void => end(true);
      const giveUp = (): void => end(false);
      const timer = setTimeout(giveUp, PATIENCE_MS);
      signal.addEventListener("abort", giveUp, { once: true });
      queue.add(begin);
    });

  return {
    isFull: () => working >= most && queue.size >= most,
    enter: (signal) => {
      if (signal.aborted) return false;
      if (working < most) {
        working++;
        return true;
      }
      return queue.size < most && wait(signal);
    },
    leave: () => {
      const [next] = queue;
      if (next) next();
      else working--;
    },
    inWork: () => working,
    waiting: () => queue.size,
  };
};
