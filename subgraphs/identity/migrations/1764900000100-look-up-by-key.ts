import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Looks customers and parties up by their primary key, whatever the statistics say: as a list of ids, PostgreSQL may read all of the
 * tenant along another index that ends with the id.
 */
export class LookUpByKey1764900000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(visibleCustomers("unnest(ids) k (id) cross join lateral (", "= k.id offset 0) c where"));
    await runner.query(visibleParties("unnest(ids) k (id) cross join lateral (", "= k.id offset 0) p where"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(visibleCustomers("(", "= any (array(select unnest(ids)))) c where"));
    await runner.query(visibleParties("(", "= any (array(select unnest(ids)))) p where"));
  }
}

const visibleCustomers = (from: string, matches: string): string => `
  create or replace function identity.visible_customers(tenant uuid, ids uuid[], workspaces uuid[], even_deleted boolean)
    returns table (id uuid) language sql stable parallel safe
  as $$
    select c.id from ${from}
        select * from identity.customer c where c.tenant_id = tenant and c.id ${matches}
      (even_deleted or c.deleted_at is null)
      and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces)
  $$`;

const visibleParties = (from: string, matches: string): string => `
  create or replace function identity.visible_parties(tenant uuid, ids uuid[], workspaces uuid[])
    returns table (id uuid) language sql stable parallel safe
  as $$
    select p.id from ${from}
        select * from identity.party p where p.tenant_id = tenant and p.id ${matches}
      exists (select from identity.customer c
        where c.tenant_id = tenant and c.party_id = p.id
          and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces))
      or not exists (select from identity.customer c where c.tenant_id = tenant and c.party_id = p.id)
  $$`;
