import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** Parties, customers with their hierarchy, and their ids in other systems. */
export class CreateIdentity1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists btree_gin with schema public;
      create extension if not exists pg_trgm with schema public;

      create table identity.tenant (
        tenant_id uuid primary key,
        name text not null check (length(name) between 1 and 256),
        currency_code text not null check (currency_code ~ '^[A-Z]{3}$')
      );

      create table identity.party (
        tenant_id uuid not null,
        id uuid not null,
        kind text not null check (kind in ('ORGANIZATION', 'PERSON')),
        name text check (length(name) between 1 and 256),
        first_name text check (length(first_name) between 1 and 128),
        last_name text check (length(last_name) between 1 and 128),
        primary key (tenant_id, id),
        check (case kind
          when 'ORGANIZATION' then name is not null and first_name is null and last_name is null
          else name is null and last_name is not null end)
      );

      create table identity.customer (
        tenant_id uuid not null,
        id uuid not null,
        party_id uuid not null,
        parent_id uuid,
        display_name text not null check (length(display_name) between 1 and 256),
        legal_name text,
        sort_name text,
        code text,
        account_number text,
        status text not null default 'ACTIVE'
          check (status in ('ACTIVE', 'INACTIVE', 'SUSPENDED', 'CHURNED', 'ARCHIVED')),
        visibility_mode text not null check (visibility_mode in ('GLOBAL', 'WORKSPACE_LOCAL', 'SHARED')),
        workspace_id uuid,
        shared_with_workspace_ids uuid[] not null default '{}',
        version integer not null default 1,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        deleted_at timestamptz(3),
        primary key (tenant_id, id),
        foreign key (tenant_id, party_id) references identity.party,
        foreign key (tenant_id, parent_id) references identity.customer,
        check (visibility_mode = 'GLOBAL' or workspace_id is not null)
      );
      create index customer_by_name on identity.customer (tenant_id, display_name, id);
      create index customer_by_parent on identity.customer (tenant_id, parent_id, display_name, id);
      create index customer_by_created on identity.customer (tenant_id, created_at desc, id desc);
      create index customer_by_updated on identity.customer (tenant_id, updated_at desc, id desc);
      create index customer_by_status on identity.customer (tenant_id, status, created_at desc, id desc);
      create index customer_by_party on identity.customer (tenant_id, party_id);
      create index customer_by_account_number on identity.customer (tenant_id, account_number);
      create index customer_by_part_of_name on identity.customer using gin (tenant_id, display_name gin_trgm_ops);

      create table identity.external_identifier (
        tenant_id uuid not null,
        source text not null check (source in ('NETSUITE', 'PRIORITY', 'ZOHO_BOOKS', 'QUICKBOOKS', 'SALESFORCE')),
        external_id text not null check (length(external_id) between 1 and 256),
        customer_id uuid not null,
        external_created_at timestamptz(3),
        external_updated_at timestamptz(3),
        primary key (tenant_id, source, external_id),
        unique (tenant_id, customer_id, source),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );`);
    await runner.query(
      tenantWall("identity.tenant", "identity.party", "identity.customer", "identity.external_identifier"),
    );
    await runner.query(CURRENCY_OF);
    await runner.query(VISIBLE);
    await runner.query(TOUCH);
    await runner.query(NAMED_LIKE);
    await runner.query(HIERARCHY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function identity.currency_of;
      drop table identity.external_identifier, identity.customer, identity.party, identity.tenant;
      drop function identity.touch, identity.visible, identity.named_like, identity.keep_hierarchy`);
  }
}

/** The currency of a tenant's amounts that name none. */
const CURRENCY_OF = `
  create function identity.currency_of(tenant uuid) returns text language sql stable
    return coalesce((select t.currency_code from identity.tenant t where t.tenant_id = tenant), 'EUR')`;

/** Who may see a customer: everyone of the tenant, its workspace, or the workspaces it is shared with. */
const VISIBLE = `
  create function identity.visible(mode text, workspace uuid, shared_with uuid[], viewer_workspaces uuid[])
    returns boolean language sql immutable parallel safe
    return mode = 'GLOBAL'
      or coalesce(workspace = any (viewer_workspaces), false)
      or (mode = 'SHARED' and shared_with && viewer_workspaces)`;

/**
 * Begins every write on a customer, in any facet: locks its row, answers ABSENT for one that is another tenant's, invisible or
 * deleted, CONFLICT when its version is not the expected one, and else counts the version up.
 */
const TOUCH = `
  create function identity.touch(tenant uuid, customer uuid, expected integer, viewer_workspaces uuid[])
    returns table (outcome text, version integer) language plpgsql as $$
  declare
    current integer;
  begin
    select c.version into current
      from identity.customer c
      where c.tenant_id = tenant and c.id = customer and c.deleted_at is null
        and identity.visible(c.visibility_mode, c.workspace_id, c.shared_with_workspace_ids, viewer_workspaces)
      for no key update;
    if current is null then
      return query select 'ABSENT', null::integer;
    elsif current <> expected then
      return query select 'CONFLICT', current;
    else
      update identity.customer c set version = current + 1, updated_at = now()
        where c.tenant_id = tenant and c.id = customer;
      return query select 'TOUCHED', current + 1;
    end if;
  end $$`;

/**
 * The customers with a part in their name. Under row-level security "ilike" cannot use the trigram index, for it might leak: this
 * function runs as its owner, and names the tenant itself.
 */
const NAMED_LIKE = `
  create function identity.named_like(tenant uuid, pattern text)
    returns table (id uuid) language sql stable security definer set search_path = pg_catalog, public
  as $$
    select c.id from identity.customer c
      where tenant = nullif(current_setting('app.tenant_id', true), '')::uuid
        and c.tenant_id = tenant and c.display_name ilike pattern
  $$`;

/**
 * Keeps cycles out, also under concurrent moves: one move at a time in a tenant, and each walks up from the new parent, and down to
 * its deepest descendant, after it has the lock. Error codes CG001: a cycle, CG002: deeper than 32 levels.
 */
const HIERARCHY = `
  create function identity.keep_hierarchy() returns trigger language plpgsql as $$
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
        from up join identity.customer c on c.tenant_id = new.tenant_id and c.id = up.id
        where c.parent_id is not null and up.id <> new.id
    ) select max(depth), bool_or(id = new.id) into above, cyclic from up;
    if cyclic then
      raise exception 'a customer cannot be its own ancestor' using errcode = 'CG001';
    end if;
    with recursive down as (
      select new.id as id, 1 as depth
      union all
      select c.id, down.depth + 1
        from down join identity.customer c on c.tenant_id = new.tenant_id and c.parent_id = down.id
    ) select max(depth) into below from down;
    if above + below > 32 then
      raise exception 'the hierarchy would have % levels', above + below using errcode = 'CG002';
    end if;
    return new;
  end $$;

  create trigger keep_hierarchy before insert or update of parent_id on identity.customer
    for each row when (new.parent_id is not null) execute function identity.keep_hierarchy()`;
