/**
 * This many missed heartbeats in a row mean death: ten seconds of a worker that is stuck, stopped, or out of memory.
 */
const MOST_MISSED = 5;

/** Detects workers that stopped sending heartbeats. */
export interface Watchdog<Watched> {
  heard(watched: Watched): void;
  forget(watched: Watched): void;
  stop(): void;
}

/**
 * Heartbeats are counted, not timed: a worker suspended together with its watchdog, such as by a laptop's sleep, has
 * missed at most one.
 */
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
