/** What of a body may be a list, in bytes. */
const ROOM = 1_000_000;

/** Lengths of lists, the longest first: the first one that is accepted is about the longest that may be. */
const LENGTHS = [500, 100, 50, 20, 5];

type Path = readonly string[];

const inside = (value: unknown, name: string | undefined): unknown =>
  name !== undefined && value !== null && typeof value === "object"
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The first item of the last list on the way to a place. */
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

/** Variables with the last list on the way to a place longer and longer: first so that it fills a body. None where no list is on the way. */
export const lengthenedLists = (variables: Record<string, unknown>, place: string): Record<string, unknown>[] => {
  const path = place.split(".");
  const item = itemOf(variables, path);
  if (item === undefined) return [];
  const most = Math.floor(ROOM / (Buffer.byteLength(JSON.stringify(item)) + 1));
  return [most, ...LENGTHS.filter((length) => length < most)].map(
    (length) => lengthened(variables, path, length) as Record<string, unknown>,
  );
};
