import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex, dropIndex } from "../../../platform/database/migrations/online.ts";

const INDEXES = {
  "commercial.relationship_former": "commercial.relationship (tenant_id, customer_id) where is_former",
  "commercial.relationship_closed": "commercial.relationship (tenant_id, customer_id) where is_closed",
};

/** Former customers and closed records, which are few: a list of them need not walk past all the others. */
export class IndexFlags1763800000150 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) await createIndex(runner, name, on);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await dropIndex(runner, name);
  }
}
