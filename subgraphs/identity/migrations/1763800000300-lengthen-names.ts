import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain, replaceIndex } from "../../../platform/database/migrations/online.ts";

const lengths = (name: number, code: number, accountNumber: number): Record<string, string> => ({
  customer_legal_name_check: `check (length(legal_name) between 1 and ${name})`,
  customer_sort_name_check: `check (length(sort_name) between 1 and ${name})`,
  customer_code_check: `check (length(code) between 1 and ${code})`,
  customer_account_number_check: `check (length(account_number) between 1 and ${accountNumber})`,
});

const BY_ACCOUNT_NUMBER = "identity.customer_by_account_number";

/**
 * Room for every name and key that another system may hold. An account number is looked up by how it starts, for an index holds no
 * long texts: in a column, because under row-level security an index serves no comparison that calls a function.
 */
export class LengthenNames1763800000300 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // The old index cannot hold the long texts that the new constraints let in.
    await runner.query(`
      alter table identity.customer
        add column if not exists account_number_start text generated always as (left(account_number, 200)) stored`);
    await replaceIndex(runner, BY_ACCOUNT_NUMBER, "identity.customer (tenant_id, account_number_start)");
    await constrain(runner, "identity.customer", lengths(10_000, 10_000, 10_000));
  }

  async down(runner: QueryRunner): Promise<void> {
    await constrain(runner, "identity.customer", lengths(1_000, 64, 500), { validate: false });
    await replaceIndex(runner, BY_ACCOUNT_NUMBER, "identity.customer (tenant_id, account_number)");
    await runner.query("alter table identity.customer drop column if exists account_number_start");
  }
}
