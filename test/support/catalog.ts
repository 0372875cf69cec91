import { schemas } from "../../cli/graph/schemas.ts";
import type { Queryable } from "../../platform/database/migrations/history.ts";

/** One line for every object in the subgraphs' schemas, independent of creation order. */
const EVERYTHING = `
  with s as (select oid, nspname from pg_namespace where nspname = any ($1)),
    r as (select c.*, c.oid as id, s.nspname || '.' || c.relname as name
      from pg_class c join s on s.oid = c.relnamespace where c.relname !~ '^migrations')
  select 'column ' || r.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end || ' ' || a.attgenerated::text
      || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from r join pg_attribute a on a.attrelid = r.id left join pg_attrdef d on d.adrelid = r.id and d.adnum = a.attnum
    where r.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  union all select 'rows of ' || r.name || ' ' || r.relrowsecurity || ' ' || coalesce(array_to_string(r.relacl, ' '), '')
    from r where r.relkind in ('r', 'p')
  union all select 'index ' || pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' invalid' end
    from pg_index i join r on r.id = i.indrelid
  union all select 'constraint ' || r.name || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
    from pg_constraint k join r on r.id = k.conrelid where k.contype <> 'n'
  union all select 'trigger ' || r.name || ' ' || pg_get_triggerdef(t.oid)
    from pg_trigger t join r on r.id = t.tgrelid where not t.tgisinternal
  union all select 'policy ' || r.name || ' ' || p.polname || ' ' || pg_get_expr(p.polqual, p.polrelid)
    from pg_policy p join r on r.id = p.polrelid
  union all select 'function ' || pg_get_functiondef(p.oid) from pg_proc p join s on s.oid = p.pronamespace
  order by 1`;

/** The objects in the graph's database schemas, in a stable order. */
export const catalogOf = async (db: Queryable): Promise<string[]> => {
  const rows = await db.query<{ line: string }>(EVERYTHING, [schemas.map(({ name }) => name)]);
  return rows.map(({ line }) => line);
};
