import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Which of some customers and parties exist for a viewer, for the statements of every facet. Functions of one select, without
 * settings of their own: PostgreSQL puts it in their place, and plans it with the statement that asks. It does not see how long a list
 * that is unnested is, and so keeps one plan for all of them, where it would plan anew for every single customer.
 */
export class PublishSight1763800000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VISIBLE_CUSTOMERS);
    await runner.query(SEEN_PARTIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function identity.seen, identity.seen_parties");
  }
}

/** The customers that exist for those who are in the workspaces. Deleted ones are there for whoever may restore them. */
const VISIBLE_CUSTOMERS = `
  create function identity.seen(tenant uuid, ids uuid[], workspaces uuid[], even_deleted boolean)
    returns table (id uuid) language sql stable parallel safe
  as $$
    select c.id from identity.customer c
      where c.tenant_id = tenant and c.id = any (array(select unnest(ids))) and (even_deleted or c.deleted_at is null)
        and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces)
  $$`;

/** The parties one of whose customers is seen, if any has them. A party outlives its customers, so a deleted one is enough. */
const SEEN_PARTIES = `
  create function identity.seen_parties(tenant uuid, ids uuid[], workspaces uuid[])
    returns table (id uuid) language sql stable parallel safe
  as $$
    select p.id from identity.party p
      where p.tenant_id = tenant and p.id = any (array(select unnest(ids))) and (
        exists (select from identity.customer c
          where c.tenant_id = tenant and c.party_id = p.id
            and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, workspaces))
        or not exists (select from identity.customer c where c.tenant_id = tenant and c.party_id = p.id))
  $$`;
