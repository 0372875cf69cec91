import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";
import { noTenantStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";

/** Saved views of the list of customers. */
export class SaveViews1765000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory.customer_view (
        tenant_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 256),
        condition jsonb not null,
        include_inactive boolean not null,
        sort_order jsonb not null,
        columns text[] not null,
        sharing text not null check (sharing in ('ONLY_ME', 'WORKSPACE', 'TENANT')),
        workspace_id uuid,
        version integer not null default 1,
        created_at timestamptz(3) not null default clock_timestamp(),
        updated_at timestamptz(3) not null default clock_timestamp(),
        created_by text not null,
        primary key (tenant_id, id),
        check ((sharing = 'WORKSPACE') = (workspace_id is not null))
      );
      create unique index view_name_of_owner on directory.customer_view (tenant_id, created_by, lower(name));
      create index view_by_name on directory.customer_view (tenant_id, name, id)`);
    await runner.query(tenantWall("directory.customer_view"));
    await runner.query(noTenantStatistics("directory"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table directory.customer_view");
  }
}
