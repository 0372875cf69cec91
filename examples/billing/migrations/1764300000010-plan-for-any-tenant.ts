import type { MigrationInterface, QueryRunner } from "typeorm";
import { noTenantStatistics, tenantStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";

/** Plans do not depend on which tenants the statistics know. */
export class PlanForAnyTenant1764300000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(noTenantStatistics("billing"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tenantStatistics("billing"));
  }
}
