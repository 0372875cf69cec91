import pg from "pg";

const isNamed = (query: unknown): query is object =>
  typeof query === "object" && query !== null && "name" in query && !("submit" in query);

/** For a pooler without support for prepared statements: statements are sent unnamed. */
export class UnpreparedClient extends pg.Client {
  override query(query: unknown, ...others: unknown[]): never {
    const unnamed = isNamed(query) ? { ...query, name: undefined } : query;
    return (super.query as (...call: unknown[]) => never)(unnamed, ...others);
  }
}
