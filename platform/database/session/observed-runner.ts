import type { QueryRunner } from "typeorm";
import type { CheckedOut } from "../connections/check-out.ts";
import type { Observe } from "./observe.ts";

type Query = QueryRunner["query"];

/** TypeORM's result: rows; rows and a count for changes; or, on request, an object with both. */
const rowsIn = (result: unknown): number => {
  if (Array.isArray(result))
    return Array.isArray(result[0]) && typeof result[1] === "number" ? result[1] : result.length;
  const { affected, records } = (result ?? {}) as { readonly affected?: unknown; readonly records?: unknown };
  if (typeof affected === "number") return affected;
  return Array.isArray(records) ? records.length : 0;
};

/** Named statements are objects that only `pg` reads. */
const wordsOf = (query: unknown): { readonly name?: string; readonly text: string } =>
  typeof query === "string" ? { text: query } : (query as { readonly name?: string; readonly text: string });

/** Reports every statement on a connection until it is released, including TypeORM's own. */
export const watch = (connection: CheckedOut, observe: Observe): CheckedOut => {
  const { runner } = connection;
  const query = runner.query;
  const watched = async (...call: Parameters<Query>): Promise<unknown> => {
    const { name, text } = wordsOf(call[0]);
    const parameters: readonly unknown[] = Array.isArray(call[1]) ? call[1] : [];
    const began = performance.now();
    let rows = 0;
    try {
      const result: unknown = await query.apply(runner, call);
      rows = rowsIn(result);
      return result;
    } finally {
      observe({ name, text, parameters, rows, milliseconds: performance.now() - began, writes: true });
    }
  };
  runner.query = watched as Query;
  return connection;
};
