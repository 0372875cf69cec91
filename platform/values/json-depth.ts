const isObject = (value: unknown): value is object => value !== null && typeof value === "object";

/** Whether objects and lists are inside each other more than so many times. Walks without recursion: the value may be anything. */
export const isDeeperThan = (levels: number, value: unknown): boolean => {
  let level = [value].filter(isObject);
  for (let count = 0; count < levels && level.length > 0; count++) {
    level = level.flatMap((each): unknown[] => Object.values(each)).filter(isObject);
  }
  return level.length > 0;
};
