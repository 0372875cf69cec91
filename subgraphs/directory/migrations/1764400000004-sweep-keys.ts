import type { MigrationInterface, QueryRunner } from "typeorm";
import { createIndex, dropIndex } from "../../../platform/database/migrations/online.ts";

/** Finds the keys of a tenant that have expired, the oldest first. */
export class SweepKeys1764400000004 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, "directory.idempotency_by_age", "directory.idempotency (tenant_id, created_at)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, "directory.idempotency_by_age");
  }
}
