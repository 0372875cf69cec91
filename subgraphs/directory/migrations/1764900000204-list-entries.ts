import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The entries of the session's tenant, as lists read them. The view's owner owns the table, for whom row-level security does not hold: under it, an index
 * serves leakproof comparisons only, and those of arrays are not. The view shows no other tenant's rows either; it compares the tenant in a form that no
 * index serves, because statements name the tenant where an index is wanted.
 */
export class ListEntries1764900000204 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create view directory.listed_customer as
        select e.* from directory.customer_entry e
        where e.tenant_id is not distinct from (select nullif(current_setting('app.tenant_id', true), '')::uuid)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop view directory.listed_customer");
  }
}
