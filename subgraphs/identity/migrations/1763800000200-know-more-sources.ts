import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

const KNOWN = ["NETSUITE", "PRIORITY", "ZOHO_BOOKS", "QUICKBOOKS", "SALESFORCE"];
const MORE = ["FUNNEL_CRM", "LEDGER", "ORDER_DESK"];

const oneOf = (sources: readonly string[]): Record<string, string> => ({
  external_identifier_source_check: `check (source in (${sources.map((source) => `'${source}'`).join(", ")}))`,
});

/** CRMs, ledgers and order desks give their records ids as well. */
export class KnowMoreSources1763800000200 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await constrain(runner, "identity.external_identifier", oneOf([...KNOWN, ...MORE]));
  }

  async down(runner: QueryRunner): Promise<void> {
    await constrain(runner, "identity.external_identifier", oneOf(KNOWN));
  }
}
