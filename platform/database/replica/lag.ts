/** How far a replica lags, by positions of the primary's log and when they were seen there. */
export interface Lag {
  /**
   * Milliseconds for which the replica has lacked something that the primary had; unknown until it has reached a
   * position seen here.
   */
  behind(replayed: bigint): number | undefined;
  /** Records that the primary was seen at a position. */
  saw(position: bigint): void;
}

const MOST_SAMPLES = 1_000;

export const createLag = (now: () => number): Lag => {
  let missing: { readonly at: number; readonly position: bigint }[] = [];
  let hasCaughtUp = false;

  return {
    saw: (position) => {
      missing.push({ at: now(), position });
      if (missing.length > MOST_SAMPLES) missing = missing.filter((_, index) => index % 2 === 0);
    },
    behind: (replayed) => {
      const count = missing.length;
      missing = missing.filter(({ position }) => position > replayed);
      hasCaughtUp ||= missing.length < count;
      if (!hasCaughtUp) return undefined;
      return missing[0] ? now() - missing[0].at : 0;
    },
  };
};
