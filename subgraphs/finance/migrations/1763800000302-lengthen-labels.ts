import type { MigrationInterface, QueryRunner } from "typeorm";

/** Room for every payment term that another system may hold. */
export class LengthenLabels1763800000302 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table finance.profile
        drop constraint profile_payment_terms_label_check,
        add constraint profile_payment_terms_label_check check (length(payment_terms_label) between 1 and 10000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table finance.profile
        drop constraint profile_payment_terms_label_check,
        add constraint profile_payment_terms_label_check check (length(payment_terms_label) between 1 and 256) not valid`);
  }
}
