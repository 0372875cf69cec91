import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

const KNOWN = ["NETSUITE", "PRIORITY", "ZOHO_BOOKS", "QUICKBOOKS", "SALESFORCE", "FUNNEL_CRM", "LEDGER", "ORDER_DESK"];

const oneOf = (sources: readonly string[]): Record<string, string> => ({
  external_identifier_source_check: `check (source in (${sources.map((source) => `'${source}'`).join(", ")}))`,
});

/** ERPs that know workspaces name customers by ids of their own, their parents too. */
export class KnowWorkspaceErp1765200000101 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await constrain(runner, "identity.external_identifier", oneOf([...KNOWN, "WORKSPACE_ERP"]));
  }

  async down(runner: QueryRunner): Promise<void> {
    await constrain(runner, "identity.external_identifier", oneOf(KNOWN));
  }
}
