/** Whether objects and lists are nested more than this many levels. It goes no deeper than that. */
export const isDeeperThan = (levels: number, value: unknown): boolean => {
  if (value === null || typeof value !== "object") return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
};
