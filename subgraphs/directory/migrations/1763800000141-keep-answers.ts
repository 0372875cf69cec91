import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

/** The first answer to a repeatable request, whatever it was, in the place of the customer that it created. */
export class KeepAnswers1763800000141 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table directory.idempotency add column if not exists answer jsonb");
    await runner.query(`
      do $$ begin
        if exists (select from pg_attribute where attrelid = 'directory.idempotency'::regclass and attname = 'customer_id') then
          update directory.idempotency set answer = to_jsonb(customer_id) where answer is null;
        end if;
      end $$`);
    await runner.query("alter table directory.idempotency drop column if exists customer_id");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table directory.idempotency add column if not exists customer_id uuid");
    await runner.query(`
      do $$ begin
        if exists (select from pg_attribute where attrelid = 'directory.idempotency'::regclass and attname = 'answer') then
          delete from directory.idempotency where jsonb_typeof(answer) <> 'string';
          update directory.idempotency set customer_id = (answer #>> '{}')::uuid;
        end if;
      end $$`);
    await constrain(runner, "directory.idempotency", {
      idempotency_tenant_id_customer_id_fkey:
        "foreign key (tenant_id, customer_id) references identity.customer on delete cascade",
    });
    await runner.query("alter table directory.idempotency drop column if exists answer");
  }
}
