import type { MigrationInterface, QueryRunner } from "typeorm";
import { REFRESH_ENTRIES } from "./entry/functions.ts";
import { COLUMNS } from "./entry/table.ts";

const NAMES = COLUMNS.map(([name]) => name).join(", ");

/** As before, each entry looked up by itself: for a list of ids PostgreSQL may read through any index that begins with the tenant and ends with the id. */
const REFRESH_BY_KEY = `
  create or replace function directory.refresh_entries(tenant uuid, ids uuid[]) returns void language plpgsql
    set plan_cache_mode = force_generic_plan
  as $$
  begin
    perform from (select distinct u.id from unnest(ids) u (id) order by 1) i cross join lateral (
      select e.id from directory.customer_entry e where e.tenant_id = tenant and e.id = i.id for update) l;
    insert into directory.customer_entry as e (tenant_id, id, ${NAMES}, terms)
      select n.tenant_id, n.id, ${COLUMNS.map(([name]) => `n.${name}`).join(", ")}, n.terms
      from directory.entries_of(tenant, ids) n order by n.id
      on conflict (tenant_id, id) do update set
        (${NAMES}, terms) = row (${COLUMNS.map(([name]) => `excluded.${name}`).join(", ")}, excluded.terms)
        where e.* is distinct from excluded.*;
    delete from directory.customer_entry e
      using (select u.id from unnest(ids) u (id) where not exists (
        select from identity.customer c where c.tenant_id = tenant and c.id = u.id and c.deleted_at is null)) gone
      where e.tenant_id = tenant and e.id = gone.id;
  end $$`;

/** A refresh costs the same however many customers a tenant has. */
export class RefreshByKey1764900000304 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REFRESH_BY_KEY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(REFRESH_ENTRIES);
  }
}
