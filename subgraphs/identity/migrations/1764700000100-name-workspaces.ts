import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";
import { noTenantStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";

/** Workspaces have names, and a tenant has a locale. A tenant may set its currency without giving its name. */
export class NameWorkspaces1764700000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity.workspace (
        tenant_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 256),
        primary key (tenant_id, id)
      )`);
    await runner.query(tenantWall("identity.workspace"));
    await runner.query(noTenantStatistics("identity"));
    await runner.query("alter table identity.tenant add column locale text");
    await runner.query("alter table identity.tenant alter column name drop not null");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table identity.workspace");
    await runner.query("alter table identity.tenant drop column locale");
    await runner.query("update identity.tenant set name = tenant_id::text where name is null");
    await runner.query("alter table identity.tenant alter column name set not null");
  }
}
