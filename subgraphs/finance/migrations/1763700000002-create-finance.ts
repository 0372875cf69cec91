import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** Profiles and tax registrations. */
export class CreateFinance1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table finance.profile (
        tenant_id uuid not null,
        customer_id uuid not null,
        tax_class text check (tax_class in ('RETAIL', 'MARKETPLACE', 'RESELLER', 'WHOLESALE', 'RETAIL_EXEMPT')),
        tax_exempt boolean not null,
        credit_limit numeric(18, 2) check (credit_limit >= 0),
        credit_limit_currency text check (credit_limit_currency ~ '^[A-Z]{3}$'),
        payment_terms_kind text check (payment_terms_kind in ('RECEIPT', 'NET', 'CUSTOM')),
        payment_terms_days numeric check (payment_terms_days >= 0),
        payment_terms_label text check (length(payment_terms_label) between 1 and 256),
        send_invoice_reminders boolean not null,
        primary key (tenant_id, customer_id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade,
        check ((credit_limit is null) = (credit_limit_currency is null)),
        check ((payment_terms_days is not null) = (coalesce(payment_terms_kind, '') = 'NET')),
        check (payment_terms_kind is not null or payment_terms_label is null),
        check (coalesce(payment_terms_kind, '') <> 'CUSTOM' or payment_terms_label is not null)
      );
      create index profile_by_credit_limit on finance.profile (tenant_id, credit_limit, customer_id);
      create index profile_by_payment_terms on finance.profile (tenant_id, payment_terms_days, customer_id);

      create table finance.tax_registration (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        number text not null check (length(number) > 0),
        country_code text check (country_code ~ '^[A-Z]{2}$'),
        is_primary boolean not null,
        position integer not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );
      create index tax_registration_by_customer
        on finance.tax_registration (tenant_id, customer_id, is_primary desc, position);
      create unique index tax_registration_primary on finance.tax_registration (tenant_id, customer_id) where is_primary;`);
    await runner.query(tenantWall("finance.profile", "finance.tax_registration"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table finance.tax_registration, finance.profile");
  }
}
