import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain, createIndex, dropIndex, replaceIndex } from "../../../platform/database/migrations/online.ts";

const LENGTHS = {
  customer_legal_name_check: "check (length(legal_name) between 1 and 1000)",
  customer_sort_name_check: "check (length(sort_name) between 1 and 1000)",
  customer_code_check: "check (length(code) between 1 and 64)",
  customer_account_number_check: "check (length(account_number) between 1 and 500)",
};

/** The order of one's own, longest texts, the customers of a party by name, and what was deleted last. */
export class CompleteIdentity1763800000000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table identity.customer add column if not exists sort_index double precision");
    await constrain(runner, "identity.customer", LENGTHS);
    await replaceIndex(
      runner,
      "identity.customer_by_party",
      "identity.customer (tenant_id, party_id, display_name, id)",
    );
    await createIndex(
      runner,
      "identity.customer_by_deleted",
      "identity.customer (tenant_id, deleted_at desc, id desc) where deleted_at is not null",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, "identity.customer_by_deleted");
    await replaceIndex(runner, "identity.customer_by_party", "identity.customer (tenant_id, party_id)");
    await runner.query(`
      alter table identity.customer
        drop column if exists sort_index,
        drop constraint if exists customer_legal_name_check,
        drop constraint if exists customer_sort_name_check,
        drop constraint if exists customer_code_check,
        drop constraint if exists customer_account_number_check`);
  }
}
