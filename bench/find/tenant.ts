import type pg from "pg";
import { PLAN, ROWS } from "./rows.ts";

/** Writes rows while the tables of some schemas have no indexes but those of their constraints, and builds the others afterwards. */
const writeWithoutIndexes = async (
  admin: pg.Client,
  schemas: readonly string[],
  statements: readonly string[],
  tenant: string,
): Promise<void> => {
  const { rows } = await admin.query<{ name: string; text: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text
     from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = any ($1::regnamespace[]) and not i.indisunique`,
    [schemas],
  );
  for (const { name } of rows) await admin.query(`drop index ${name}`);
  for (const statement of statements) await admin.query(statement, [tenant]);
  for (const { text } of rows) await admin.query(text);
};

/** What triggers would have made of the rows of the facets. */
const DERIVED = [
  `insert into directory.customer_entry
   select * from directory.entries_of($1, array(select id from identity.customer where tenant_id = $1))`,
  `insert into directory.search_text (tenant_id, customer_id, field, record, text, e164)
   select * from directory.searchable_texts($1, array(select id from identity.customer where tenant_id = $1))`,
];

/** Writes a tenant past all triggers, and returns the customer with the most below it. */
export const writeFound = async (admin: pg.Client, tenant: string, count: number): Promise<string> => {
  await admin.query(
    "set session_replication_role = replica; set maintenance_work_mem = '512MB'; set synchronous_commit = off",
  );
  await admin.query("select setseed(0.42)");
  await admin.query(PLAN, [count]);
  await admin.query("create index on made (n); analyze made");
  await writeWithoutIndexes(admin, ["identity", "commercial", "finance", "contacts"], ROWS, tenant);
  await admin.query("analyze");
  await writeWithoutIndexes(admin, ["directory"], DERIVED, tenant);
  await admin.query("drop table made; set session_replication_role = origin");
  await admin.query("vacuum (analyze)");
  const parents = await admin.query<{ id: string }>(
    `select parent_id as id from identity.customer where tenant_id = $1 and parent_id is not null
     group by 1 order by count(*) desc limit 1`,
    [tenant],
  );
  return parents.rows[0]?.id ?? tenant;
};
