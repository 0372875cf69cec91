/** How many times as many runs of every property and fuzz test are wanted. */
const FACTOR = Number(process.env.RUNS ?? 1);

/** The number of runs: the usual one, or as many times that as `RUNS` in the environment says. */
export const runs = (usual: number): number => Math.ceil(usual * FACTOR);
