import type { MigrationInterface, QueryRunner } from "typeorm";

/** What addresses hold beyond the known parts, phones in E.164, and room for phones in words. */
export class CompleteContacts1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts.address
        add column region_text text check (length(region_text) between 1 and 256),
        add column extra json check (json_typeof(extra) = 'object');

      alter table contacts.account
        drop constraint account_primary_phone_check,
        drop constraint account_fax_number_check,
        add constraint account_primary_phone_check check (length(primary_phone) between 1 and 256),
        add constraint account_fax_number_check check (length(fax_number) between 1 and 256),
        add column primary_phone_e164 text check (primary_phone_e164 ~ '^[+][1-9][0-9]{1,31}$'),
        add column fax_number_e164 text check (fax_number_e164 ~ '^[+][1-9][0-9]{1,31}$');

      alter table contacts.contact
        drop constraint contact_phone_check,
        add constraint contact_phone_check check (length(phone) between 1 and 256),
        add column phone_e164 text check (phone_e164 ~ '^[+][1-9][0-9]{1,31}$');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts.contact drop column phone_e164,
        drop constraint contact_phone_check,
        add constraint contact_phone_check check (length(phone) between 1 and 64) not valid;
      alter table contacts.account drop column primary_phone_e164, drop column fax_number_e164,
        drop constraint account_primary_phone_check,
        drop constraint account_fax_number_check,
        add constraint account_primary_phone_check check (length(primary_phone) between 1 and 64) not valid,
        add constraint account_fax_number_check check (length(fax_number) between 1 and 64) not valid;
      alter table contacts.address drop column region_text, drop column extra;`);
  }
}
