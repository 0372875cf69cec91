/** Waits for all of several statements on one connection. The first failure is the cause, and the others only followed. */
export const allSettled = async <Results extends readonly unknown[]>(
  running: {
    readonly [Index in keyof Results]: Promise<Results[Index]>;
  },
): Promise<Results> => {
  const outcomes = await Promise.allSettled(running);
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }) as unknown as Results;
};
