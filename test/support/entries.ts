import { query } from "./databases.ts";
import { testDatabase } from "./graph.ts";

/** The columns in which read-model entries differ from the facets, by customer. */
const DIFFERING = `
  select coalesce(e.id, n.id)::text as id, coalesce(d.columns, case when e.id is null then 'no entry' else 'an entry too many' end) as differs
  from (select * from directory.customer_entry where tenant_id = $1) e
    full join directory.entries_of($1, array(select id from identity.customer where tenant_id = $1)) n on n.id = e.id
    left join lateral (
      select string_agg(one.key, ', ') as columns
      from jsonb_each(to_jsonb(e)) one join jsonb_each(to_jsonb(n)) other using (key)
      where one.value is distinct from other.value) d on e.id is not null and n.id is not null
  where e.id is null or n.id is null or d.columns is not null`;

/** The tenant's read-model entries that differ from the facets; empty if all are up to date. */
export const staleEntries = (tenantId: string): Promise<Record<string, unknown>[]> =>
  query(testDatabase.adminUrl, DIFFERING, [tenantId]);

/** Number of read-model entries of a tenant, and how many of them are marked for a refresh. */
export const entryCounts = async (tenantId: string): Promise<{ entries: number; outdated: number }> => {
  const [counts] = await query(
    testDatabase.adminUrl,
    `select (select count(*)::integer from directory.customer_entry where tenant_id = $1) as entries,
       (select count(*)::integer from directory.outdated_entries where tenant_id = $1) as outdated`,
    [tenantId],
  );
  return counts as { entries: number; outdated: number };
};
