import type { MigrationInterface, QueryRunner } from "typeorm";

/** E-mail addresses as a search compares them. */
export class IndexEmails1763800000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index account_by_email on contacts.account (tenant_id, lower(primary_email) text_pattern_ops, customer_id)
        where primary_email is not null;
      create index contact_by_email on contacts.contact (tenant_id, lower(email) text_pattern_ops, customer_id)
        where email is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index contacts.account_by_email, contacts.contact_by_email");
  }
}
