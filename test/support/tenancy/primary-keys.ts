import type { Family } from "./family.ts";
import { asAdmin, tables } from "./tables.ts";

const COLUMNS = `
  select i.indrelid::regclass::text as name, string_agg(format('t.%I', a.attname), ', ' order by a.attnum) as columns
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
  where i.indisprimary and i.indrelid::regclass::text = any ($1) group by 1`;

/**
 * Tables whose rows clients do not see as records: idempotency keys, and default addresses, which
 * are a field of the address.
 */
const ASIDE: ReadonlySet<string> = new Set(["directory.idempotency", "contacts.address_default"]);

/** The rows of a family's tenant, identified by table and primary key. */
export const primaryKeysOf = async ({ tenantId }: Family): Promise<ReadonlySet<string>> => {
  const names = (await tables()).map(({ name }) => name).filter((name) => !ASIDE.has(name));
  const keys = await asAdmin<{ name: string; columns: string }>(COLUMNS, [names]);
  const parts = keys.map(
    ({ name, columns }) =>
      `select '${name} ' || jsonb_build_array(${columns})::text as row from ${name} t where t.tenant_id = $1`,
  );
  return new Set((await asAdmin<{ row: string }>(parts.join(" union all "), [tenantId])).map(({ row }) => row));
};

const tableOf = (row: string): string => row.split(" ")[0] ?? "";

/** The tables with new rows in a family's tenant, listed once per new row. */
export const addedSince = async (family: Family, before: ReadonlySet<string>): Promise<string[]> =>
  [...(await primaryKeysOf(family))]
    .filter((row) => !before.has(row))
    .map(tableOf)
    .toSorted();
