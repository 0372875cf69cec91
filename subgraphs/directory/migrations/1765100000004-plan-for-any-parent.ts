import type { MigrationInterface, QueryRunner } from "typeorm";
import { noStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";

/**
 * Walks go from a customer to its children by an index. With statistics that know one parent of nearly all customers, PostgreSQL takes those
 * below a customer for the whole tenant, and reads that for each.
 */
export class PlanForAnyParent1765100000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(noStatistics("directory", "customer_entry", "parent_id"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table directory.customer_entry alter column parent_id set statistics -1");
  }
}
