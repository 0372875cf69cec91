import type { MigrationInterface, QueryRunner } from "typeorm";

/** CRMs, ledgers and order desks give their records ids as well. */
export class KnowMoreSources1763800000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.external_identifier
        drop constraint external_identifier_source_check,
        add constraint external_identifier_source_check check (source in ('NETSUITE', 'PRIORITY', 'ZOHO_BOOKS',
          'QUICKBOOKS', 'SALESFORCE', 'FUNNEL_CRM', 'LEDGER', 'ORDER_DESK'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.external_identifier
        drop constraint external_identifier_source_check,
        add constraint external_identifier_source_check
          check (source in ('NETSUITE', 'PRIORITY', 'ZOHO_BOOKS', 'QUICKBOOKS', 'SALESFORCE'))`);
  }
}
