import { afterAll } from "@jest/globals";
import pg from "pg";
import { subgraphs } from "../../../cli/graph/subgraphs.ts";
import { testDatabase } from "../graph.ts";
import type { Family } from "./family.ts";
import { rowsOf } from "./rows/index.ts";
import { idsOf } from "./tag.ts";

const pool = new pg.Pool({ connectionString: testDatabase.adminUrl, max: 2 });
pool.on("error", () => undefined); // The database is dropped while this pool is still connected.
afterAll(() => pool.end());

/** Runs SQL bypassing row-level security. */
export const asAdmin = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await pool.query<Row>(sql, values)).rows;

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

let known: Promise<Table[]> | undefined;

/**
 * The subgraphs' tables and their writable columns. Excludes the read model and search texts, which
 * triggers maintain.
 */
export const tables = (): Promise<Table[]> => {
  known ??= asAdmin<{ name: string; columns: string[] }>(
    `select format('%I.%I', table_schema, table_name) as name, array_agg(column_name::text) as columns
     from information_schema.columns
     where table_schema = any ($1) and table_name not in ('migrations', 'customer_entry', 'outdated_entries', 'listed_customer', 'search_text')
       and is_generated = 'NEVER'
     group by 1 order by 1`,
    [subgraphs.map(({ name }) => name)],
  );
  return known;
};

/** Inserts a family's rows. */
export const settle = async (family: Family): Promise<Family> => {
  const rows = Object.entries(rowsOf(family)).filter(([, ofTable]) => ofTable.length > 0);
  const inserts = rows.map(([table, ofTable], index) => {
    const columns = [...new Set(ofTable.flatMap(Object.keys))].join(", ");
    const insert = `insert into ${table} (tenant_id, ${columns}) select $1::uuid, ${columns}
      from jsonb_populate_recordset(null::${table}, $2::jsonb -> '${table}')`;
    return `t${index} as (${insert})`;
  });
  await asAdmin(`with ${inserts.join(", ")} select`, [family.tenantId, JSON.stringify(Object.fromEntries(rows))]);
  return family;
};

/**
 * A digest per table of a family's rows: of its whole tenant, or, within another's tenant, of the
 * rows with the family's ids or customers.
 */
export const digestOf = async (
  { tenantId, tag, isWholeTenant }: Family,
  all = isWholeTenant,
): Promise<Record<string, string>> => {
  const ofFamily = all
    ? "true"
    : `coalesce(to_jsonb(t) ->> 'customer_id', to_jsonb(t) ->> 'id', to_jsonb(t) ->> 'key', to_jsonb(t) ->> 'party_id') ~ '^${idsOf(tag)}'`;
  // Workspace names belong to the tenant: administrators may change them, whatever workspace they
  // are in.
  const looked = (await tables()).filter(({ name }) => all || name !== "identity.workspace");
  const parts = looked.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, chr(10) order by t::text)) as digest
      from ${name} t where t.tenant_id = $1 and ${ofFamily}`,
  );
  const digests = await asAdmin<{ name: string; digest: string }>(parts.join(" union all "), [tenantId]);
  return Object.fromEntries(digests.map(({ name, digest }) => [name, digest]));
};
