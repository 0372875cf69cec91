import { afterAll } from "@jest/globals";
import pg from "pg";
import { subgraphs } from "../../../cli/graph/subgraphs.ts";
import { testDatabase } from "../graph.ts";
import type { Family } from "./family.ts";
import { rowsOf } from "./rows/index.ts";
import { idsOf } from "./tag.ts";

const pool = new pg.Pool({ connectionString: testDatabase.adminUrl, max: 2 });
pool.on("error", () => undefined); // The file's database is dropped first, at the end, whoever is connected.
afterAll(() => pool.end());

/** Reads and writes past row-level security. */
export const asAdmin = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await pool.query<Row>(sql, values)).rows;

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

let known: Promise<Table[]> | undefined;

/** The tables of the subgraphs with the columns that can be written. Nobody writes entries and search texts: triggers make them of the other tables. */
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

/** Writes the rows of a family, as if they had always been there. */
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
 * What all rows of a family are, in one text per table: those of its whole tenant, or within the tenant of another those that its ids
 * or its customers' are in.
 */
export const digestOf = async (
  { tenantId, tag, isWholeTenant }: Family,
  all = isWholeTenant,
): Promise<Record<string, string>> => {
  const ofFamily = all
    ? "true"
    : `coalesce(to_jsonb(t) ->> 'customer_id', to_jsonb(t) ->> 'id', to_jsonb(t) ->> 'key') ~ '^${idsOf(tag)}'`;
  // The names of workspaces are the tenant's: its administrators change them, in whatever workspace they are.
  const looked = (await tables()).filter(({ name }) => all || name !== "identity.workspace");
  const parts = looked.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, chr(10) order by t::text)) as digest
      from ${name} t where t.tenant_id = $1 and ${ofFamily}`,
  );
  const digests = await asAdmin<{ name: string; digest: string }>(parts.join(" union all "), [tenantId]);
  return Object.fromEntries(digests.map(({ name, digest }) => [name, digest]));
};
