import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** Accounts, contacts and addresses. One primary of each, and one default address per purpose, are kept by the database. */
export class CreateContacts1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contacts.account (
        tenant_id uuid not null,
        customer_id uuid not null,
        primary_email text check (length(primary_email) between 1 and 254),
        primary_phone text check (length(primary_phone) between 1 and 64),
        fax_number text check (length(fax_number) between 1 and 64),
        website text check (length(website) between 1 and 2048),
        primary key (tenant_id, customer_id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );

      create table contacts.contact (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        name text not null check (length(name) between 1 and 256),
        job_title text check (length(job_title) between 1 and 256),
        email text check (length(email) between 1 and 254),
        phone text check (length(phone) between 1 and 64),
        is_primary boolean not null,
        position integer not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );
      create index contact_by_customer on contacts.contact (tenant_id, customer_id, is_primary desc, position, id);
      create unique index contact_primary on contacts.contact (tenant_id, customer_id) where is_primary;

      create table contacts.address (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        purposes text[] not null check (purposes <@ array['BILLING', 'SHIPPING', 'MAILING', 'PHYSICAL']),
        street text check (length(street) between 1 and 512),
        city text check (length(city) between 1 and 256),
        region text check (length(region) between 1 and 256),
        postal_code text check (length(postal_code) between 1 and 32),
        country_code text check (country_code ~ '^[A-Z]{2}$'),
        country_text text check (length(country_text) between 1 and 256),
        is_primary boolean not null,
        position integer not null,
        primary key (tenant_id, id),
        unique (tenant_id, customer_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );
      create index address_by_customer on contacts.address (tenant_id, customer_id, is_primary desc, position, id);
      create index address_by_country on contacts.address (tenant_id, country_code, customer_id);
      create unique index address_primary on contacts.address (tenant_id, customer_id) where is_primary;

      create table contacts.address_default (
        tenant_id uuid not null,
        customer_id uuid not null,
        purpose text not null check (purpose in ('BILLING', 'SHIPPING', 'MAILING', 'PHYSICAL')),
        address_id uuid not null,
        primary key (tenant_id, customer_id, purpose),
        foreign key (tenant_id, customer_id, address_id)
          references contacts.address (tenant_id, customer_id, id) on delete cascade
      );
      create index address_default_by_address on contacts.address_default (tenant_id, customer_id, address_id);`);
    await runner.query(
      tenantWall("contacts.account", "contacts.contact", "contacts.address", "contacts.address_default"),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table contacts.address_default, contacts.address, contacts.contact, contacts.account");
  }
}
