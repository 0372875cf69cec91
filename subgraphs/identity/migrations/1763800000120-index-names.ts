import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex, dropIndex, replaceIndex } from "../../../platform/database/migrations/online.ts";

const KEY = (column: string): string => `identity.search_key(${column}) text_pattern_ops`;
const PARTY_NAME = "identity.party_name(name, first_name, last_name)";
const PART_OF_NAME = "identity.customer_by_part_of_name";

const INDEXES = {
  "identity.customer_by_name_key": `identity.customer (tenant_id, ${KEY("display_name")})`,
  "identity.customer_by_legal_name_key": `identity.customer (tenant_id, ${KEY("legal_name")}) where legal_name is not null`,
  "identity.customer_by_sort_name_key": `identity.customer (tenant_id, ${KEY("sort_name")}) where sort_name is not null`,
  "identity.customer_by_code_key": `identity.customer (tenant_id, ${KEY("code")}) where code is not null`,
  "identity.customer_by_account_number_key": `identity.customer (tenant_id, ${KEY("account_number")}) where account_number is not null`,
  "identity.external_identifier_by_key": `identity.external_identifier (tenant_id, ${KEY("external_id")}, customer_id)`,
  "identity.party_by_name_key": `identity.party (tenant_id, ${KEY(PARTY_NAME)})`,
  "identity.party_by_part_of_name": `identity.party using gin (tenant_id, ${PARTY_NAME} gin_trgm_ops)`,
  "identity.customer_by_workspace":
    "identity.customer (tenant_id, workspace_id, display_name, id) where workspace_id is not null",
};

/**
 * Names and keys as a search compares them. One trigram index over all the names of a customer takes the place of the one over the
 * display name alone, and serves a part of the display name as well.
 */
export class IndexNames1763800000120 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
    for (const [name, on] of Object.entries(INDEXES)) await createIndex(runner, name, on);
    await replaceIndex(
      runner,
      PART_OF_NAME,
      "identity.customer using gin (tenant_id, identity.names_of(display_name, legal_name, sort_name) gin_trgm_ops)",
    );
    await runner.query(
      namedLike(
        "identity.names_of(c.display_name, c.legal_name, c.sort_name) ilike pattern and c.display_name ilike pattern",
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(namedLike("c.display_name ilike pattern"));
    await replaceIndex(runner, PART_OF_NAME, "identity.customer using gin (tenant_id, display_name gin_trgm_ops)");
    for (const name of Object.keys(INDEXES).toReversed()) await dropIndex(runner, name);
    await runner.query("drop function if exists identity.party_name, identity.names_of, identity.search_key");
  }
}

const FUNCTIONS = `
  create or replace function identity.search_key(value text) returns text language sql immutable parallel safe strict
    return left(lower(value), 256);
  create or replace function identity.names_of(display_name text, legal_name text, sort_name text)
    returns text language sql immutable parallel safe
    return display_name || coalesce(' ' || legal_name, '') || coalesce(' ' || sort_name, '');
  create or replace function identity.party_name(name text, first_name text, last_name text)
    returns text language sql immutable parallel safe
    return coalesce(name, coalesce(first_name || ' ', '') || last_name)`;

const namedLike = (condition: string): string => `
  create or replace function identity.named_like(tenant uuid, pattern text)
    returns table (id uuid) language sql stable security definer set search_path = pg_catalog, public
  as $$
    select c.id from identity.customer c
      where tenant = nullif(current_setting('app.tenant_id', true), '')::uuid
        and c.tenant_id = tenant and ${condition}
  $$`;
