/**
 * Statements that enable row-level security on tables with a `tenant_id`: a second barrier behind the explicit
 * predicate of every statement. Without a tenant set on the connection, there are no rows.
 */
export const tenantWall = (...tables: readonly string[]): string =>
  tables
    .map(
      (table) => `
        alter table ${table} enable row level security;
        create policy tenant on ${table}
          using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);`,
    )
    .join("\n");
