const SHOWN = 10;
const WIDTH = 120;

/** The first few lines in which two texts differ, as `+` and `-`: enough to see what changed. */
export const differingLines = (before: string, after: string): string[] => {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const without = (lines: string[], others: ReadonlySet<string>, sign: string) =>
    lines.filter((line) => !others.has(line)).map((line) => `${sign} ${line.trim().slice(0, WIDTH)}`);
  const lines = [...without(old, new Set(fresh), "-"), ...without(fresh, new Set(old), "+")];
  if (lines.length === 0) return ["the same lines in another order"];
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more lines`] : lines;
};
