import type { MigrationInterface, QueryRunner } from "typeorm";

/** Room for every text that another system may hold. */
export class LengthenTexts1763800000303 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts.account
        drop constraint account_primary_phone_check,
        drop constraint account_fax_number_check,
        add constraint account_primary_phone_check check (length(primary_phone) between 1 and 10000),
        add constraint account_fax_number_check check (length(fax_number) between 1 and 10000);

      alter table contacts.contact
        drop constraint contact_job_title_check,
        drop constraint contact_phone_check,
        add constraint contact_job_title_check check (length(job_title) between 1 and 10000),
        add constraint contact_phone_check check (length(phone) between 1 and 10000);

      alter table contacts.address
        drop constraint address_street_check,
        drop constraint address_city_check,
        drop constraint address_region_check,
        drop constraint address_region_text_check,
        drop constraint address_postal_code_check,
        drop constraint address_country_text_check,
        add constraint address_street_check check (length(street) between 1 and 10000),
        add constraint address_city_check check (length(city) between 1 and 10000),
        add constraint address_region_check check (length(region) between 1 and 10000),
        add constraint address_region_text_check check (length(region_text) between 1 and 10000),
        add constraint address_postal_code_check check (length(postal_code) between 1 and 10000),
        add constraint address_country_text_check check (length(country_text) between 1 and 10000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contacts.account
        drop constraint account_primary_phone_check,
        drop constraint account_fax_number_check,
        add constraint account_primary_phone_check check (length(primary_phone) between 1 and 256) not valid,
        add constraint account_fax_number_check check (length(fax_number) between 1 and 256) not valid;

      alter table contacts.contact
        drop constraint contact_job_title_check,
        drop constraint contact_phone_check,
        add constraint contact_job_title_check check (length(job_title) between 1 and 256) not valid,
        add constraint contact_phone_check check (length(phone) between 1 and 256) not valid;

      alter table contacts.address
        drop constraint address_street_check,
        drop constraint address_city_check,
        drop constraint address_region_check,
        drop constraint address_region_text_check,
        drop constraint address_postal_code_check,
        drop constraint address_country_text_check,
        add constraint address_street_check check (length(street) between 1 and 512) not valid,
        add constraint address_city_check check (length(city) between 1 and 256) not valid,
        add constraint address_region_check check (length(region) between 1 and 256) not valid,
        add constraint address_region_text_check check (length(region_text) between 1 and 256) not valid,
        add constraint address_postal_code_check check (length(postal_code) between 1 and 32) not valid,
        add constraint address_country_text_check check (length(country_text) between 1 and 256) not valid`);
  }
}
