import type { MigrationInterface, QueryRunner } from "typeorm";
import { replaceIndex } from "../../../platform/database/migrations/online.ts";

const onNames = (order: string): string => `identity.customer (tenant_id, parent_id, display_name ${order}, id)`;

/** The children of a customer in the order of their names, as lists have it: by letters, not by bytes. */
export class OrderNames1765000000100 implements MigrationInterface {
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return replaceIndex(runner, "identity.customer_by_parent", onNames('collate "und-x-icu"'));
  }

  down(runner: QueryRunner): Promise<void> {
    return replaceIndex(runner, "identity.customer_by_parent", onNames(""));
  }
}
