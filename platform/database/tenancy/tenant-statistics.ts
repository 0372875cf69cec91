const withoutStatistics = (schema: string, table: string, column: string): string => `
  execute format('alter table %I.%I alter column %I set statistics 0', ${schema}, ${table}, ${column});
  if current_setting('server_version_num')::integer >= 180000 then
    perform pg_clear_attribute_stats(${schema}, ${table}, ${column}, false);
  end if;`;

const eachTable = (schema: string, change: string): string => `
  do $$
  declare
    name text;
  begin
    for name in
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id'
    loop
      ${change}
    end loop;
  end $$`;

/**
 * Migration statement: gathers no statistics on the column `tenant_id` of a schema's tables. With them PostgreSQL
 * estimates one row for a tenant they do not include, and reads all of the tenant for each of its rows. Without them it
 * estimates every tenant as a 200th of the table, whose size it always knows. Existing statistics are removed, before
 * version 18 only by a superuser.
 */
export const noTenantStatistics = (schema: string): string =>
  eachTable(schema, withoutStatistics(`'${schema}'`, "name", "'tenant_id'"));

/**
 * Migration statement: gathers no statistics on a column, so that PostgreSQL estimates any value of it as a 200th of the
 * rows. Existing ones are removed, before version 18 only by a superuser.
 */
export const noStatistics = (schema: string, table: string, column: string): string =>
  `do $$ begin ${withoutStatistics(`'${schema}'`, `'${table}'`, `'${column}'`)} end $$`;

/** Undoes `noTenantStatistics`. */
export const tenantStatistics = (schema: string): string =>
  eachTable(schema, `execute format('alter table ${schema}.%I alter column tenant_id set statistics -1', name);`);
