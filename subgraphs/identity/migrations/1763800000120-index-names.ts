import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Names and keys as a search compares them. One trigram index over all the names of a customer takes the place of the one over the
 * display name alone, and serves a part of the display name as well.
 */
export class IndexNames1763800000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function identity.search_key(value text) returns text language sql immutable parallel safe strict
        return left(lower(value), 256);
      create function identity.names_of(display_name text, legal_name text, sort_name text)
        returns text language sql immutable parallel safe
        return display_name || coalesce(' ' || legal_name, '') || coalesce(' ' || sort_name, '');
      create function identity.party_name(name text, first_name text, last_name text)
        returns text language sql immutable parallel safe
        return coalesce(name, coalesce(first_name || ' ', '') || last_name);

      create index customer_by_name_key on identity.customer
        (tenant_id, identity.search_key(display_name) text_pattern_ops);
      create index customer_by_legal_name_key on identity.customer
        (tenant_id, identity.search_key(legal_name) text_pattern_ops) where legal_name is not null;
      create index customer_by_sort_name_key on identity.customer
        (tenant_id, identity.search_key(sort_name) text_pattern_ops) where sort_name is not null;
      create index customer_by_code_key on identity.customer
        (tenant_id, identity.search_key(code) text_pattern_ops) where code is not null;
      create index customer_by_account_number_key on identity.customer
        (tenant_id, identity.search_key(account_number) text_pattern_ops) where account_number is not null;
      create index external_identifier_by_key on identity.external_identifier
        (tenant_id, identity.search_key(external_id) text_pattern_ops, customer_id);
      create index party_by_name_key on identity.party
        (tenant_id, identity.search_key(identity.party_name(name, first_name, last_name)) text_pattern_ops);
      create index party_by_part_of_name on identity.party
        using gin (tenant_id, identity.party_name(name, first_name, last_name) gin_trgm_ops);

      drop index identity.customer_by_part_of_name;
      create index customer_by_part_of_name on identity.customer
        using gin (tenant_id, identity.names_of(display_name, legal_name, sort_name) gin_trgm_ops);
      create index customer_by_workspace on identity.customer (tenant_id, workspace_id, display_name, id)
        where workspace_id is not null;

      create or replace function identity.named_like(tenant uuid, pattern text)
        returns table (id uuid) language sql stable security definer set search_path = pg_catalog, public
      as $$
        select c.id from identity.customer c
          where tenant = nullif(current_setting('app.tenant_id', true), '')::uuid
            and c.tenant_id = tenant
            and identity.names_of(c.display_name, c.legal_name, c.sort_name) ilike pattern
            and c.display_name ilike pattern
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function identity.named_like(tenant uuid, pattern text)
        returns table (id uuid) language sql stable security definer set search_path = pg_catalog, public
      as $$
        select c.id from identity.customer c
          where tenant = nullif(current_setting('app.tenant_id', true), '')::uuid
            and c.tenant_id = tenant and c.display_name ilike pattern
      $$;
      drop index identity.customer_by_workspace, identity.customer_by_part_of_name, identity.party_by_part_of_name,
        identity.party_by_name_key, identity.external_identifier_by_key, identity.customer_by_account_number_key,
        identity.customer_by_code_key, identity.customer_by_sort_name_key, identity.customer_by_legal_name_key,
        identity.customer_by_name_key;
      drop function identity.party_name, identity.names_of, identity.search_key;
      create index customer_by_part_of_name on identity.customer using gin (tenant_id, display_name gin_trgm_ops)`);
  }
}
