type Keys = Record<string | number, unknown>;

/** Lists how a partial response differs from the full one, apart from nulls that an error explains. */
export const unexplainedDifferences = (
  partial: unknown,
  full: unknown,
  isExplained: (nulled: string) => boolean,
  path: readonly (string | number)[] = [],
): string[] => {
  const here = path.join(".") || "(root)";
  if (partial === null) return full === null || isExplained(here) ? [] : [`${here} is null without an error`];
  if (typeof partial !== "object" || typeof full !== "object" || full === null) {
    return partial === full ? [] : [`${here} is ${JSON.stringify(partial)} instead of ${JSON.stringify(full)}`];
  }
  const keys = Object.keys(partial as Keys);
  if (keys.join() !== Object.keys(full).join()) return [`${here} has other keys`];
  return keys.flatMap((key) =>
    unexplainedDifferences((partial as Keys)[key], (full as Keys)[key], isExplained, [...path, key]),
  );
};
