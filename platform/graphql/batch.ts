import DataLoader from "dataloader";
import { groupBy } from "../values/group-by.ts";
import { isUuid } from "../values/uuid.ts";

type Fetch<Row> = (ids: readonly string[]) => Promise<readonly Row[]>;

/** The ids that can exist at all, in PostgreSQL's form. */
const validIds = (keys: readonly string[]): string[] => [
  ...new Set(keys.filter(isUuid).map((key) => key.toLowerCase())),
];

const fetchValid = async <Row>(fetch: Fetch<Row>, keys: readonly string[]): Promise<readonly Row[]> => {
  const ids = validIds(keys);
  return ids.length === 0 ? [] : fetch(ids);
};

/** A loader of one row by id, or `null`. All ids of a tick go into one call of `fetch`. */
export const oneByKey = <Row>(fetch: Fetch<Row>, keyOf: (row: Row) => string): DataLoader<string, Row | null> =>
  new DataLoader(async (keys) => {
    const rows = await fetchValid(fetch, keys);
    const rowOf = new Map(rows.map((row) => [keyOf(row), row]));
    return keys.map((key) => rowOf.get(key.toLowerCase()) ?? null);
  });

/** A loader of the rows of an id, in the order of the statement. All ids of a tick go into one call of `fetch`. */
export const manyByKey = <Row>(fetch: Fetch<Row>, keyOf: (row: Row) => string): DataLoader<string, Row[]> =>
  new DataLoader(async (keys) => {
    const rowsOf = groupBy(await fetchValid(fetch, keys), keyOf);
    return keys.map((key) => rowsOf.get(key.toLowerCase()) ?? []);
  });

/** One loader per set of arguments: fields with the same arguments in one tick share a statement. */
export const perArguments = <Arguments, Loader>(create: (args: Arguments) => Loader): ((args: Arguments) => Loader) => {
  const loaders = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(args);
    const loader = loaders.get(key) ?? create(args);
    loaders.set(key, loader);
    return loader;
  };
};
