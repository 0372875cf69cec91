import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";
import { noTenantStatistics } from "../../../platform/database/tenancy/tenant-statistics.ts";
import { DROP_FIND, FIND } from "./search-text/find.ts";
import { DROP_FOLD, FOLD } from "./search-text/fold.ts";
import { DROP_QUERY, QUERY } from "./search-text/query.ts";
import { TABLE } from "./search-text/table.ts";
import { DROP_REBUILD, REBUILD } from "./search-text/triggers.ts";
import { DROP_WORDS, WORDS } from "./search-text/words.ts";

/** What customers are found by. The functions of the search before stay, for servers of the version before. */
export class SearchText1764900000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [FOLD, WORDS, TABLE, QUERY, FIND, REBUILD]) await runner.query(part);
    await runner.query(tenantWall("directory.search_text"));
    await runner.query(noTenantStatistics("directory"));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const part of [DROP_REBUILD, DROP_FIND, DROP_QUERY, "drop table directory.search_text", DROP_WORDS, DROP_FOLD])
      await runner.query(part);
  }
}
