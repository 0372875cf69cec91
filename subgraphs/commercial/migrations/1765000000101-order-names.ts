import type { MigrationInterface, QueryRunner } from "typeorm";
import { replaceIndex } from "../../../platform/database/migrations/online.ts";

const INDEXES: Readonly<Record<string, (order: string) => string>> = {
  "commercial.employee_by_name": (order) => `commercial.employee (tenant_id, name ${order}, id)`,
  "commercial.price_list_by_name": (order) => `commercial.price_list (tenant_id, name ${order}, id)`,
  "commercial.label_by_name": (order) => `commercial.label (tenant_id, name ${order}, id)`,
  "commercial.status_label_by_position": (order) => `commercial.status_label (tenant_id, position, name ${order}, id)`,
};

const replaceAll = async (runner: QueryRunner, order: string): Promise<void> => {
  for (const [name, on] of Object.entries(INDEXES)) await replaceIndex(runner, name, on(order));
};

/** Employees, price lists and labels in the order of their names, as lists of customers have it: by letters, not by bytes. */
export class OrderNames1765000000101 implements MigrationInterface {
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return replaceAll(runner, 'collate "und-x-icu"');
  }

  down(runner: QueryRunner): Promise<void> {
    return replaceAll(runner, "");
  }
}
