import type { MigrationInterface, QueryRunner } from "typeorm";

/** The first answer to a repeatable request, whatever it was, in the place of the customer that it created. */
export class KeepAnswers1763800000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table directory.idempotency add column answer jsonb;
      update directory.idempotency set answer = to_jsonb(customer_id);
      alter table directory.idempotency drop column customer_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from directory.idempotency where jsonb_typeof(answer) <> 'string';
      alter table directory.idempotency
        add column customer_id uuid,
        add foreign key (tenant_id, customer_id) references identity.customer on delete cascade;
      update directory.idempotency set customer_id = (answer #>> '{}')::uuid;
      alter table directory.idempotency drop column answer`);
  }
}
