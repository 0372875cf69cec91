import type { MigrationInterface, QueryRunner } from "typeorm";

const UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

/** UUIDs of other systems in lower case. One that two customers have in two cases stays, to be decided by people. */
export class StoreGuidsInOneCase1765100000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update identity.external_identifier e set external_id = lower(e.external_id)
      where e.external_id ~ '${UUID}' and e.external_id <> lower(e.external_id)
        and not exists (
          select from identity.external_identifier o
          where o.tenant_id = e.tenant_id and o.source = e.source
            and lower(o.external_id) = lower(e.external_id) and o.customer_id <> e.customer_id)`);
  }

  /** The ids are the same ids. */
  async down(): Promise<void> {}
}
