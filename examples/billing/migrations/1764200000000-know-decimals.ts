import type { MigrationInterface, QueryRunner } from "typeorm";

/** Amounts have the decimal places of their currency. */
export class KnowDecimals1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table billing.invoice alter column total type numeric");
    await runner.query("alter table billing.payment alter column amount type numeric");
    await runner.query("alter table billing.subscription alter column price type numeric");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table billing.invoice alter column total type numeric(18, 2)");
    await runner.query("alter table billing.payment alter column amount type numeric(18, 2)");
    await runner.query("alter table billing.subscription alter column price type numeric(18, 2)");
  }
}
