/** Milliseconds of CPU of this process since then. */
const spentSince = (then: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(then);
  return (user + system) / 1_000;
};

/** Does a work; answers the most milliseconds of CPU that it took in one go, in which nothing else of the process could run. */
export const longestGo = async (work: () => Promise<unknown>): Promise<number> => {
  let longest = 0;
  let isOver = false;
  let began = process.cpuUsage();
  const look = (): void => {
    longest = Math.max(longest, spentSince(began));
    began = process.cpuUsage();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  try {
    await work();
  } finally {
    isOver = true;
    longest = Math.max(longest, spentSince(began));
  }
  return longest;
};

/** How much slower than the machine on which limits were set this one is at the moment: milliseconds of CPU for a fixed work, to its own. */
export const slowness = (): number => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ n, name: `Customer ${n}` })));
  const runs = Array.from({ length: 5 }, () => {
    const began = process.cpuUsage();
    JSON.stringify(JSON.parse(text));
    return spentSince(began);
  });
  return Math.min(...runs);
};
