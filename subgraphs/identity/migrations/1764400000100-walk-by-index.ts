import type { MigrationInterface, QueryRunner } from "typeorm";

/** The trigger, with how a step goes from a customer to its parent and to its children, as `c`. */
const keepHierarchy = (toParent: string, toChildren: string, settings: string): string => `
  create or replace function identity.keep_hierarchy() returns trigger language plpgsql ${settings} as $$
  declare
    above integer;
    below integer;
    cyclic boolean;
  begin
    perform pg_advisory_xact_lock(hashtextextended('identity.hierarchy ' || new.tenant_id, 0));
    with recursive up as (
      select new.parent_id as id, 1 as depth
      union all
      select c.parent_id, up.depth + 1
        from up ${toParent}
        where c.parent_id is not null and up.id <> new.id
    ) select max(depth), bool_or(id = new.id) into above, cyclic from up;
    if cyclic then
      raise exception 'a customer cannot be its own ancestor' using errcode = 'CG001';
    end if;
    with recursive down as (
      select new.id as id, 1 as depth
      union all
      select c.id, down.depth + 1
        from down ${toChildren}
    ) select max(depth) into below from down;
    if above + below > 32 then
      raise exception 'the hierarchy would have % levels', above + below using errcode = 'CG002';
    end if;
    return new;
  end $$`;

/** Each by itself: a join would read the whole tenant once when it takes it for small. */
const oneByOne = (column: string, from: string): string => `cross join lateral (
          select c.id, c.parent_id from identity.customer c
            where c.tenant_id = new.tenant_id and c.${column} = ${from}.id offset 0) c`;

const joined = (column: string, from: string): string =>
  `join identity.customer c on c.tenant_id = new.tenant_id and c.${column} = ${from}.id`;

/**
 * The walk through the hierarchy goes from row to row by index, planned for the table as it is: a session would keep the plan of its first
 * walks, and one that began on an empty table would read all of the tenant for each row of a large import.
 */
export class WalkByIndex1764400000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const settings = "set plan_cache_mode to force_custom_plan";
    await runner.query(keepHierarchy(oneByOne("id", "up"), oneByOne("parent_id", "down"), settings));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keepHierarchy(joined("id", "up"), joined("parent_id", "down"), ""));
  }
}
