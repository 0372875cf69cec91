import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../tenancy/row-level-security.ts";
import { noTenantStatistics } from "../tenancy/tenant-statistics.ts";

/** How often each subject has written: what is read from a replica must not be older than that. */
export class CreateLastWrite1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.last_write (
        tenant_id uuid not null,
        subject_hash text not null,
        number bigint not null,
        primary key (tenant_id, subject_hash)
      )`);
    await runner.query(tenantWall("platform.last_write"));
    await runner.query(noTenantStatistics("platform"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table platform.last_write");
  }
}
