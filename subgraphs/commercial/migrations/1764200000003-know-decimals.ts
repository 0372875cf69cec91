import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

/** Revenue has the decimal places of its currency, up to four. */
export class KnowDecimals1764200000003 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table commercial.relationship alter column annual_revenue type numeric");
    await constrain(runner, "commercial.relationship", {
      relationship_annual_revenue_digits: "check (abs(annual_revenue) < 1e16 and scale(annual_revenue) <= 4)",
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table commercial.relationship
        drop constraint if exists relationship_annual_revenue_digits,
        alter column annual_revenue type numeric(18, 2)`);
  }
}
