import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";
import { noTenantStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";

const KINDS = ["employee", "price_list", "label", "status_label"];

const tableOf = (kind: string): string => `commercial.${kind}_identifier`;

/** Employees, price lists and labels have ids in other systems as well, at most one in each. */
export class IdentifyChoices1765200000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const kind of KINDS) {
      await runner.query(`
        create table ${tableOf(kind)} (
          tenant_id uuid not null,
          source text not null check (length(source) between 1 and 64),
          external_id text not null check (length(external_id) between 1 and 256),
          ${kind}_id uuid not null,
          primary key (tenant_id, source, external_id),
          unique (tenant_id, ${kind}_id, source),
          foreign key (tenant_id, ${kind}_id) references commercial.${kind} on delete cascade
        )`);
    }
    await runner.query(tenantWall(...KINDS.map(tableOf)));
    await runner.query(noTenantStatistics("commercial"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${KINDS.map(tableOf).join(", ")}`);
  }
}
