import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Room for every name and key that another system may hold. An account number is looked up by how it starts, for an index holds no
 * long texts: in a column, because under row-level security an index serves no comparison that calls a function.
 */
export class LengthenNames1763800000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.customer
        drop constraint customer_legal_name_check,
        drop constraint customer_sort_name_check,
        drop constraint customer_code_check,
        drop constraint customer_account_number_check,
        add constraint customer_legal_name_check check (length(legal_name) between 1 and 10000),
        add constraint customer_sort_name_check check (length(sort_name) between 1 and 10000),
        add constraint customer_code_check check (length(code) between 1 and 10000),
        add constraint customer_account_number_check check (length(account_number) between 1 and 10000),
        add column account_number_start text generated always as (left(account_number, 200)) stored;
      drop index identity.customer_by_account_number;
      create index customer_by_account_number on identity.customer (tenant_id, account_number_start)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index identity.customer_by_account_number;
      create index customer_by_account_number on identity.customer (tenant_id, account_number);
      alter table identity.customer drop column account_number_start;
      alter table identity.customer
        drop constraint customer_legal_name_check,
        drop constraint customer_sort_name_check,
        drop constraint customer_code_check,
        drop constraint customer_account_number_check,
        add constraint customer_legal_name_check check (length(legal_name) between 1 and 1000) not valid,
        add constraint customer_sort_name_check check (length(sort_name) between 1 and 1000) not valid,
        add constraint customer_code_check check (length(code) between 1 and 64) not valid,
        add constraint customer_account_number_check check (length(account_number) between 1 and 500) not valid`);
  }
}
