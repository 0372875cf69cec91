import pg from "pg";
import type { Queryable } from "./history.ts";

/** Reads on a separate connection, in one transaction that is rolled back: that works through a pooler too. */
export const reading = async <Result>(
  url: string,
  role: string | undefined,
  work: (db: Queryable) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin read only");
    if (role) await client.query(`set local role ${role}`);
    const result = await work({ query: async (text, values) => (await client.query(text, values)).rows as never });
    await client.query("rollback");
    return result;
  } finally {
    await client.end();
  }
};
