import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** The keys of repeatable requests. Everything else the directory reads and writes belongs to the facets. */
export class CreateDirectory1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory.idempotency (
        tenant_id uuid not null,
        key text not null check (length(key) between 1 and 100),
        input_hash text not null,
        customer_id uuid,
        created_at timestamptz(3) not null default now(),
        primary key (tenant_id, key),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      )`);
    await runner.query(tenantWall("directory.idempotency"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table directory.idempotency");
  }
}
