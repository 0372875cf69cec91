import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

const upTo = (longest: number): Record<string, string> => ({
  profile_payment_terms_label_check: `check (length(payment_terms_label) between 1 and ${longest})`,
});

/** Room for every payment term that another system may hold. */
export class LengthenLabels1763800000302 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await constrain(runner, "finance.profile", upTo(10_000));
  }

  async down(runner: QueryRunner): Promise<void> {
    await constrain(runner, "finance.profile", upTo(256), { validate: false });
  }
}
