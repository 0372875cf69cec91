import type { MigrationInterface, QueryRunner } from "typeorm";

/** Former customers and closed records, which are few: a list of them need not walk past all the others. */
export class IndexFlags1763800000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index relationship_former on commercial.relationship (tenant_id, customer_id) where is_former;
      create index relationship_closed on commercial.relationship (tenant_id, customer_id) where is_closed`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index commercial.relationship_former, commercial.relationship_closed");
  }
}
