/** The share of the body that a list may fill, in bytes. */
const ROOM = 1_000_000;

/** Lengths of lists in descending order: the first one accepted is close to the maximum. */
const LENGTHS = [500, 100, 50, 20, 5];

type Path = readonly string[];

const inside = (value: unknown, name: string | undefined): unknown =>
  name !== undefined && value !== null && typeof value === "object"
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The first item of the innermost list on a path. */
const itemOf = (value: unknown, path: Path): unknown => {
  if (Array.isArray(value)) return itemOf(value[0], path) ?? value[0];
  return path.length === 0 ? undefined : itemOf(inside(value, path[0]), path.slice(1));
};

const lengthened = (value: unknown, path: Path, length: number): unknown => {
  if (Array.isArray(value)) {
    const isLast = itemOf(value[0], path) === undefined;
    return isLast ? Array(length).fill(value[0]) : [lengthened(value[0], path, length)];
  }
  const [name, ...rest] = path;
  if (name === undefined || inside(value, name) === undefined) return value;
  return { ...(value as object), [name]: lengthened(inside(value, name), rest, length) };
};

/**
 * Variables with the innermost list on the path at decreasing lengths, the first of which fills a
 * request body. Empty if there is no list on the path.
 */
export const lengthenedLists = (variables: Record<string, unknown>, place: string): Record<string, unknown>[] => {
  const path = place.split(".");
  const item = itemOf(variables, path);
  if (item === undefined) return [];
  const most = Math.floor(ROOM / (Buffer.byteLength(JSON.stringify(item)) + 1));
  return [most, ...LENGTHS.filter((length) => length < most)].map(
    (length) => lengthened(variables, path, length) as Record<string, unknown>,
  );
};
