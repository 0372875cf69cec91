import pg from "pg";

const isNamed = (query: unknown): query is object =>
  typeof query === "object" && query !== null && "name" in query && !("submit" in query);

/** For a pooler that does not keep prepared statements: the server is told no statement's name. */
export class UnpreparedClient extends pg.Client {
  override query(query: unknown, ...others: unknown[]): never {
    const unnamed = isNamed(query) ? { ...query, name: undefined } : query;
    return (super.query as (...call: unknown[]) => never)(unnamed, ...others);
  }
}
