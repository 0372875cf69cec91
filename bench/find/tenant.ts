import type pg from "pg";
import { PLAN, ROWS } from "./rows.ts";

/** Writes a tenant past all triggers, then its entries, with their indexes built afterwards, and returns the customer with the most below it. */
export const writeFound = async (admin: pg.Client, tenant: string, count: number): Promise<string> => {
  await admin.query("set session_replication_role = replica; set maintenance_work_mem = '512MB'; select setseed(0.42)");
  await admin.query(PLAN, [count]);
  await admin.query("create index on made (n); analyze made");
  for (const statement of ROWS) await admin.query(statement, [tenant]);
  await admin.query("drop table made");
  const indexes = await admin.query<{ name: string; text: string }>(
    `select indexname as name, indexdef as text from pg_indexes
     where schemaname = 'directory' and tablename = 'customer_entry' and indexname <> 'customer_entry_pkey'`,
  );
  for (const { name } of indexes.rows) await admin.query(`drop index directory.${name}`);
  await admin.query(
    `insert into directory.customer_entry
     select * from directory.entries_of($1, array(select id from identity.customer where tenant_id = $1))`,
    [tenant],
  );
  for (const { text } of indexes.rows) await admin.query(text);
  await admin.query("set session_replication_role = origin");
  await admin.query("vacuum (analyze) directory.customer_entry");
  const parents = await admin.query<{ id: string }>(
    `select parent_id as id from identity.customer where tenant_id = $1 and parent_id is not null
     group by 1 order by count(*) desc limit 1`,
    [tenant],
  );
  return parents.rows[0]?.id ?? tenant;
};
