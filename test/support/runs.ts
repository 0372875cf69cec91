/** Factor for the number of runs of property and fuzz tests. */
const FACTOR = Number(process.env.RUNS ?? 1);

/** The number of runs: the usual one, times the variable `RUNS` if set. */
export const runs = (usual: number): number => Math.ceil(usual * FACTOR);
