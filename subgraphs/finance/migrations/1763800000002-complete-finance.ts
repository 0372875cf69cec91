import type { MigrationInterface, QueryRunner } from "typeorm";
import { constrain, createOnce } from "../../../platform/database/migrations/online.ts";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** Validation of tax numbers and what follows from it, exemption certificates, credit holds, and preferences of tax and billing. */
export class CompleteFinance1763800000002 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROFILE);
    await constrain(runner, "finance.profile", PROFILE_CHECKS);
    await runner.query(WITH_TAX_NUMBER);
    await runner.query(TAX_REGISTRATION);
    await constrain(runner, "finance.tax_registration", TAX_REGISTRATION_CHECKS);
    await createOnce(
      runner,
      "finance.exemption_certificate",
      `${EXEMPTION_CERTIFICATE}; ${tenantWall("finance.exemption_certificate")}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table if exists finance.exemption_certificate");
    await runner.query(`
      alter table finance.tax_registration drop column if exists validation_status,
        drop column if exists validation_method, drop column if exists validated_at, drop column if exists holder`);
    await runner.query(`
      alter table finance.profile drop column if exists tax_classification, drop column if exists tax_code,
        drop column if exists reverse_charge, drop column if exists tax_exemption_reason,
        drop column if exists tax_profile_extra, drop column if exists credit_on_hold,
        drop column if exists credit_hold_reason, drop column if exists credit_hold_since,
        drop column if exists credit_hold_by, drop column if exists invoice_delivery,
        drop column if exists invoice_email, drop column if exists purchase_order_required,
        drop column if exists consolidated_invoices, drop column if exists billing_extra`);
  }
}

const PROFILE = `
  alter table finance.profile
    add column if not exists tax_classification text default 'B2C',
    add column if not exists tax_code text,
    add column if not exists reverse_charge boolean,
    add column if not exists tax_exemption_reason text,
    add column if not exists tax_profile_extra json,
    add column if not exists credit_on_hold boolean not null default false,
    add column if not exists credit_hold_reason text,
    add column if not exists credit_hold_since timestamptz(3),
    add column if not exists credit_hold_by text,
    add column if not exists invoice_delivery text,
    add column if not exists invoice_email text,
    add column if not exists purchase_order_required boolean,
    add column if not exists consolidated_invoices boolean,
    add column if not exists billing_extra json`;

const PROFILE_CHECKS = {
  profile_tax_classification_check: "check (tax_classification in ('B2B', 'B2C'))",
  profile_tax_code_check: "check (length(tax_code) between 1 and 64)",
  profile_tax_exemption_reason_check: "check (length(tax_exemption_reason) between 1 and 1000)",
  profile_tax_profile_extra_check: "check (json_typeof(tax_profile_extra) = 'object')",
  profile_credit_hold_reason_check: "check (length(credit_hold_reason) between 1 and 1000)",
  profile_invoice_delivery_check: "check (invoice_delivery in ('EMAIL', 'POST', 'PORTAL'))",
  profile_invoice_email_check: "check (length(invoice_email) between 1 and 254)",
  profile_billing_extra_check: "check (json_typeof(billing_extra) = 'object')",
  profile_check4: "check (credit_on_hold = (credit_hold_since is not null))",
  profile_check5: "check (credit_on_hold = (credit_hold_by is not null))",
  profile_check6: "check (credit_on_hold or credit_hold_reason is null)",
};

/** A customer without a tax number is a consumer. Whose numbers were never validated is unknown. */
const WITH_TAX_NUMBER = `
  update finance.profile p set tax_classification = null where tax_classification is not null and exists (
    select from finance.tax_registration t where t.tenant_id = p.tenant_id and t.customer_id = p.customer_id)`;

const TAX_REGISTRATION = `
  alter table finance.tax_registration
    add column if not exists validation_status text not null default 'UNAVAILABLE',
    add column if not exists validation_method text,
    add column if not exists validated_at timestamptz(3),
    add column if not exists holder text`;

const TAX_REGISTRATION_CHECKS = {
  tax_registration_validation_status_check:
    "check (validation_status in ('VALID', 'INVALID', 'UNSUPPORTED', 'UNAVAILABLE'))",
  tax_registration_holder_check: "check (holder in ('COMPANY', 'INDIVIDUAL'))",
  tax_registration_check: "check (holder is null or validation_status = 'VALID')",
};

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
