/** Whether objects and lists are inside each other more than so many times. It goes no deeper than that. */
export const isDeeperThan = (levels: number, value: unknown): boolean => {
  if (value === null || typeof value !== "object") return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
};
