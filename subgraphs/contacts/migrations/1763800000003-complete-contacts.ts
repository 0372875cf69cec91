import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain } from "../../../platform/database/migrations/online.ts";

const upTo = (column: string, longest: number): string => `check (length(${column}) between 1 and ${longest})`;
const e164 = (column: string): string => `check (${column} ~ '^[+][1-9][0-9]{1,31}$')`;

const accountPhones = (longest: number): Record<string, string> => ({
  account_primary_phone_check: upTo("primary_phone", longest),
  account_fax_number_check: upTo("fax_number", longest),
});

/** What addresses hold beyond the known parts, phones in E.164, and room for phones in words. */
export class CompleteContacts1763800000003 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "alter table contacts.address add column if not exists region_text text, add column if not exists extra json",
    );
    await constrain(runner, "contacts.address", {
      address_region_text_check: upTo("region_text", 256),
      address_extra_check: "check (json_typeof(extra) = 'object')",
    });
    await runner.query(`
      alter table contacts.account
        add column if not exists primary_phone_e164 text, add column if not exists fax_number_e164 text`);
    await constrain(runner, "contacts.account", {
      ...accountPhones(256),
      account_primary_phone_e164_check: e164("primary_phone_e164"),
      account_fax_number_e164_check: e164("fax_number_e164"),
    });
    await runner.query("alter table contacts.contact add column if not exists phone_e164 text");
    await constrain(runner, "contacts.contact", {
      contact_phone_check: upTo("phone", 256),
      contact_phone_e164_check: e164("phone_e164"),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table contacts.contact drop column if exists phone_e164");
    await constrain(runner, "contacts.contact", { contact_phone_check: upTo("phone", 64) }, { validate: false });
    await runner.query(
      "alter table contacts.account drop column if exists primary_phone_e164, drop column if exists fax_number_e164",
    );
    await constrain(runner, "contacts.account", accountPhones(64), { validate: false });
    await runner.query("alter table contacts.address drop column if exists region_text, drop column if exists extra");
  }
}
