import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

/** How long the texts of each table may be, before and now. */
const LENGTHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  account: { primary_phone: 256, fax_number: 256 },
  contact: { job_title: 256, phone: 256 },
  address: { street: 512, city: 256, region: 256, region_text: 256, postal_code: 32, country_text: 256 },
};
const LONGEST = 10_000;

const checks = (table: string, lengths: readonly (readonly [string, number])[]): Record<string, string> =>
  Object.fromEntries(
    lengths.map(([column, longest]) => [
      `${table}_${column}_check`,
      `check (length(${column}) between 1 and ${longest})`,
    ]),
  );

/** Room for every text that another system may hold. */
export class LengthenTexts1763800000303 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(LENGTHS)) {
      const lengths = Object.keys(columns).map((column) => [column, LONGEST] as const);
      await constrain(runner, `contacts.${table}`, checks(table, lengths));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(LENGTHS))
      await constrain(runner, `contacts.${table}`, checks(table, Object.entries(columns)), { validate: false });
  }
}
