import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenant-wall.ts";

/** Validation of tax numbers and what follows from it, exemption certificates, credit holds, and preferences of tax and billing. */
export class CompleteFinance1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROFILE);
    await runner.query(TAX_REGISTRATION);
    await runner.query(EXEMPTION_CERTIFICATE);
    await runner.query(tenantWall("finance.exemption_certificate"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table finance.exemption_certificate;
      alter table finance.tax_registration drop column validation_status, drop column validation_method,
        drop column validated_at, drop column holder;
      alter table finance.profile drop column tax_classification, drop column tax_code, drop column reverse_charge,
        drop column tax_exemption_reason, drop column tax_profile_extra, drop column credit_on_hold,
        drop column credit_hold_reason, drop column credit_hold_since, drop column credit_hold_by,
        drop column invoice_delivery, drop column invoice_email, drop column purchase_order_required,
        drop column consolidated_invoices, drop column billing_extra`);
  }
}

/** A customer without a tax number is a consumer. Whose numbers were never validated is unknown. */
const PROFILE = `
  alter table finance.profile
    add column tax_classification text default 'B2C' check (tax_classification in ('B2B', 'B2C')),
    add column tax_code text check (length(tax_code) between 1 and 64),
    add column reverse_charge boolean,
    add column tax_exemption_reason text check (length(tax_exemption_reason) between 1 and 1000),
    add column tax_profile_extra json check (json_typeof(tax_profile_extra) = 'object'),
    add column credit_on_hold boolean not null default false,
    add column credit_hold_reason text check (length(credit_hold_reason) between 1 and 1000),
    add column credit_hold_since timestamptz(3),
    add column credit_hold_by text,
    add column invoice_delivery text check (invoice_delivery in ('EMAIL', 'POST', 'PORTAL')),
    add column invoice_email text check (length(invoice_email) between 1 and 254),
    add column purchase_order_required boolean,
    add column consolidated_invoices boolean,
    add column billing_extra json check (json_typeof(billing_extra) = 'object'),
    add check (credit_on_hold = (credit_hold_since is not null)),
    add check (credit_on_hold = (credit_hold_by is not null)),
    add check (credit_on_hold or credit_hold_reason is null);
  update finance.profile p set tax_classification = null where exists (
    select from finance.tax_registration t where t.tenant_id = p.tenant_id and t.customer_id = p.customer_id)`;

const TAX_REGISTRATION = `
  alter table finance.tax_registration
    add column validation_status text not null default 'UNAVAILABLE'
      check (validation_status in ('VALID', 'INVALID', 'UNSUPPORTED', 'UNAVAILABLE')),
    add column validation_method text,
    add column validated_at timestamptz(3),
    add column holder text check (holder in ('COMPANY', 'INDIVIDUAL')),
    add check (holder is null or validation_status = 'VALID')`;

const EXEMPTION_CERTIFICATE = `
  create table finance.exemption_certificate (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    number text not null check (length(number) between 1 and 256),
    region text check (length(region) between 1 and 256),
    country_code text check (country_code ~ '^[A-Z]{2}$'),
    valid_from date,
    valid_until date,
    url text check (length(url) between 1 and 2048),
    position integer not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references identity.customer on delete cascade,
    check (valid_from <= valid_until)
  );
  create index exemption_certificate_by_customer on finance.exemption_certificate (tenant_id, customer_id, position)`;
