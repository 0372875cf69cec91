import type { MigrationInterface, QueryRunner } from "typeorm";
import { VISIBLE_CUSTOMERS, VISIBLE_PARTIES } from "./1764500000000-publish-visibility.ts";

const replacing = (create: string): string => create.replace("create function", "create or replace function");

/**
 * Looks customers and parties up by their primary key, whatever the statistics say: as a list of ids, PostgreSQL may read all of the
 * tenant along another index that ends with the id.
 */
export class LookUpByKey1764900000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOOK_UP_CUSTOMERS);
    await runner.query(LOOK_UP_PARTIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(replacing(VISIBLE_CUSTOMERS));
    await runner.query(replacing(VISIBLE_PARTIES));
  }
}

const LOOK_UP_CUSTOMERS = `
  create or replace function identity.visible_customers(tenant uuid, ids uuid[], workspaces uuid[], even_deleted boolean)
    returns table (id uuid) language sql stable parallel safe
  as $$
    select c.id from unnest(ids) k (id) cross join lateral (
        select * from identity.customer c where c.tenant_id = tenant and c.id = k.id offset 0) c
      where (even_deleted or c.deleted_at is null)
        and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces)
  $$`;

const LOOK_UP_PARTIES = `
  create or replace function identity.visible_parties(tenant uuid, ids uuid[], workspaces uuid[])
    returns table (id uuid) language sql stable parallel safe
  as $$
    select p.id from unnest(ids) k (id) cross join lateral (
        select * from identity.party p where p.tenant_id = tenant and p.id = k.id offset 0) p
      where
        exists (select from identity.customer c
          where c.tenant_id = tenant and c.party_id = p.id
            and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces))
        or not exists (select from identity.customer c where c.tenant_id = tenant and c.party_id = p.id)
  $$`;
