import type { MigrationInterface, QueryRunner } from "typeorm";

/** The order of one's own, longest texts, the customers of a party by name, and what was deleted last. */
export class CompleteIdentity1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.customer
        add column sort_index double precision,
        add check (length(legal_name) between 1 and 1000),
        add check (length(sort_name) between 1 and 1000),
        add check (length(code) between 1 and 64),
        add check (length(account_number) between 1 and 500);

      drop index identity.customer_by_party;
      create index customer_by_party on identity.customer (tenant_id, party_id, display_name, id);
      create index customer_by_deleted on identity.customer (tenant_id, deleted_at desc, id desc)
        where deleted_at is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index identity.customer_by_deleted;
      drop index identity.customer_by_party;
      create index customer_by_party on identity.customer (tenant_id, party_id);

      alter table identity.customer
        drop column sort_index,
        drop constraint customer_legal_name_check,
        drop constraint customer_sort_name_check,
        drop constraint customer_code_check,
        drop constraint customer_account_number_check`);
  }
}
