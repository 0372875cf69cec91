import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { freshDatabase } from "../../support/databases.ts";

const ROOT = "00000000-0000-4000-8000-000000000000";
const ID = "('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid";

/** Number of customer rows that the transaction has read so far. */
const READ = `select seq_tup_read + coalesce(idx_tup_fetch, 0) as read
  from pg_stat_xact_user_tables where relid = 'identity.customer'::regclass`;

/** Rows read while one statement inserts customers into an empty table, below the parent given as SQL. */
const readFor = async (count: number, parentOf: string): Promise<number> => {
  const { adminUrl } = await freshDatabase({ migrated: true });
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const tenantId = randomUUID();
  await client.query("begin");
  await client.query(
    `insert into identity.party (tenant_id, id, kind, name) select $1, ${ID}, 'ORGANIZATION', 'Party' from generate_series(0, $2::int) n`,
    [tenantId, count],
  );
  await client.query(
    `insert into identity.customer (tenant_id, id, party_id, parent_id, display_name, visibility_mode)
     select $1, ${ID}, ${ID}, case when n > 0 then ${parentOf} end, 'Customer ' || n, 'GLOBAL' from generate_series(0, $2::int) n order by n`,
    [tenantId, count],
  );
  const { rows } = await client.query<{ read: string }>(READ);
  await client.query("rollback");
  await client.end();
  return Number(rows[0]?.read);
};

/**
 * Rows read for each additional customer. Small tables are scanned in full, which is fine, so only
 * the growth is measured.
 */
const readForEachMore = async (parentOf: string): Promise<number> =>
  ((await readFor(4_000, parentOf)) - (await readFor(2_000, parentOf))) / 2_000;

describe("One statement that writes many customers into an empty table", () => {
  it("reads a constant number of rows for each child of one parent", async () => {
    expect(await readForEachMore(`'${ROOT}'::uuid`)).toBeLessThan(20);
  });

  it("reads only the ancestors of each customer in a chain", async () => {
    const below = ID.replaceAll("n::text", "(n - 1)::text");

    expect(await readForEachMore(`case when n % 31 = 1 then '${ROOT}'::uuid else ${below} end`)).toBeLessThan(100);
  });
});
