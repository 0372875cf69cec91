import DataLoader from "dataloader";

/** A loader of at most one row for each key. */
export const oneBy = <Row>(keyOf: (row: Row) => string, find: (keys: string[]) => Promise<Row[]>) =>
  new DataLoader<string, Row | null>(async (keys) => {
    const rows = new Map((await find([...keys])).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });

/** A loader of all rows for each key. */
export const manyBy = <Row>(keyOf: (row: Row) => string, find: (keys: string[]) => Promise<Row[]>) =>
  new DataLoader<string, Row[]>(async (keys) => {
    const rows = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await find([...keys])) rows.get(keyOf(row))?.push(row);
    return keys.map((key) => rows.get(key) ?? []);
  });
