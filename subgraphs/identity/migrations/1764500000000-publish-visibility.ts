import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What identity publishes of visibility gets the name that it has in the code. `identity.seen` and `identity.seen_parties` stay, for servers
 * of the version before, which serve until they are replaced.
 */
export class PublishVisibility1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VISIBLE_CUSTOMERS);
    await runner.query(VISIBLE_PARTIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function identity.visible_customers, identity.visible_parties");
  }
}

/** The customers that exist for those who are in the workspaces. Deleted ones are there for whoever may restore them. */
export const VISIBLE_CUSTOMERS = `
  create function identity.visible_customers(tenant uuid, ids uuid[], workspaces uuid[], even_deleted boolean)
    returns table (id uuid) language sql stable parallel safe
  as $$
    select c.id from identity.customer c
      where c.tenant_id = tenant and c.id = any (array(select unnest(ids))) and (even_deleted or c.deleted_at is null)
        and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces)
  $$`;

/** The parties one of whose customers is visible, if any has them. A party outlives its customers, so a deleted one is enough. */
export const VISIBLE_PARTIES = `
  create function identity.visible_parties(tenant uuid, ids uuid[], workspaces uuid[])
    returns table (id uuid) language sql stable parallel safe
  as $$
    select p.id from identity.party p
      where p.tenant_id = tenant and p.id = any (array(select unnest(ids))) and (
        exists (select from identity.customer c
          where c.tenant_id = tenant and c.party_id = p.id
            and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces))
        or not exists (select from identity.customer c where c.tenant_id = tenant and c.party_id = p.id))
  $$`;
