import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex, dropIndex } from "../../../platform/database/migrations/online.ts";

const INDEXES = {
  "contacts.account_by_email":
    "contacts.account (tenant_id, lower(primary_email) text_pattern_ops, customer_id) where primary_email is not null",
  "contacts.contact_by_email":
    "contacts.contact (tenant_id, lower(email) text_pattern_ops, customer_id) where email is not null",
};

/** E-mail addresses as a search compares them. */
export class IndexEmails1763800000130 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) await createIndex(runner, name, on);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await dropIndex(runner, name);
  }
}
