import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";
import { noTenantStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";

/** Parties have ids in other systems as well, at most one in each. */
export class IdentifyParties1765200000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity.party_identifier (
        tenant_id uuid not null,
        source text not null check (length(source) between 1 and 64),
        external_id text not null check (length(external_id) between 1 and 256),
        party_id uuid not null,
        primary key (tenant_id, source, external_id),
        unique (tenant_id, party_id, source),
        foreign key (tenant_id, party_id) references identity.party on delete cascade
      )`);
    await runner.query(tenantWall("identity.party_identifier"));
    await runner.query(noTenantStatistics("identity"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table identity.party_identifier");
  }
}
