/** So many beats in a row that are not heard are an end: ten seconds of a worker that is stuck, stopped, or out of memory. */
const MOST_MISSED = 5;

/** Finds out who has stopped to say that it is alive. */
export interface Watchdog<Watched> {
  heard(watched: Watched): void;
  forget(watched: Watched): void;
  stop(): void;
}

/** Beats are counted and not timed: who was stopped together with its watchdog, such as by a laptop's sleep, has missed one at most. */
export const createWatchdog = <Watched>(beat: number, end: (watched: Watched) => void): Watchdog<Watched> => {
  const missed = new Map<Watched, number>();
  const timer = setInterval(() => {
    for (const [watched, count] of missed) {
      missed.set(watched, count + 1);
      if (count < MOST_MISSED) continue;
      missed.delete(watched);
      end(watched);
    }
  }, beat);
  timer.unref();

  return {
    heard: (watched) => void missed.set(watched, 0),
    forget: (watched) => void missed.delete(watched),
    stop: () => clearInterval(timer),
  };
};
