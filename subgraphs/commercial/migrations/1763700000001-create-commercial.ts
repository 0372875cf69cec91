import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** Employees, price lists, and the relationship of every customer. */
export class CreateCommercial1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table commercial.employee (
        tenant_id uuid not null,
        id uuid not null,
        name text not null check (length(name) between 1 and 256),
        email text,
        job_title text,
        primary key (tenant_id, id)
      );
      create index employee_by_name on commercial.employee (tenant_id, name, id);

      create table commercial.price_list (
        tenant_id uuid not null,
        id uuid not null,
        code text not null check (length(code) between 1 and 32),
        name text not null check (length(name) between 1 and 256),
        currency_code text not null check (currency_code ~ '^[A-Z]{3}$'),
        primary key (tenant_id, id),
        unique (tenant_id, code)
      );
      create index price_list_by_name on commercial.price_list (tenant_id, name, id);

      create table commercial.relationship (
        tenant_id uuid not null,
        customer_id uuid not null,
        funnel_stage text not null
          check (funnel_stage in ('SUSPECT', 'LEAD', 'HOT_PROSPECT', 'PROSPECT', 'CUSTOMER')),
        relation_kind text not null check (relation_kind in ('CUSTOMER', 'PARTNER')),
        upgrade_date timestamptz(3),
        downgrade_date timestamptz(3),
        customer_since timestamptz(3),
        is_former boolean not null,
        former_date timestamptz(3) check (former_date is null or is_former),
        is_closed boolean not null,
        closed_at timestamptz(3) check (closed_at is null or is_closed),
        seller_relation_id uuid,
        account_manager_id uuid,
        price_list_id uuid,
        industry_segment text check (industry_segment in ('CORPORATE', 'RETAIL', 'HOSPITALITY', 'HEALTHCARE',
          'EDUCATION', 'GOVERNMENT', 'RESIDENTIAL', 'INDUSTRIAL', 'FINANCIAL', 'OTHER')),
        acquisition_source text
          check (acquisition_source in ('REFERRAL', 'WEB', 'TRADE_SHOW', 'COLD_CALL', 'PARTNER', 'OTHER')),
        referred_by text check (length(referred_by) between 1 and 256),
        health_score integer check (health_score between 0 and 100),
        annual_revenue numeric(18, 2),
        annual_revenue_currency text check (annual_revenue_currency ~ '^[A-Z]{3}$'),
        mailing_opt_out boolean not null,
        internal_note text,
        notes_summary text,
        primary key (tenant_id, customer_id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade,
        foreign key (tenant_id, seller_relation_id) references identity.party,
        foreign key (tenant_id, account_manager_id) references commercial.employee,
        foreign key (tenant_id, price_list_id) references commercial.price_list,
        check ((annual_revenue is null) = (annual_revenue_currency is null))
      );
      create index relationship_by_stage on commercial.relationship (tenant_id, funnel_stage, customer_id);
      create index relationship_by_account_manager on commercial.relationship (tenant_id, account_manager_id, customer_id);
      create index relationship_by_price_list on commercial.relationship (tenant_id, price_list_id, customer_id);

      create table commercial.owner (
        tenant_id uuid not null,
        customer_id uuid not null,
        position integer not null,
        employee_id uuid not null,
        primary key (tenant_id, customer_id, position),
        unique (tenant_id, customer_id, employee_id),
        foreign key (tenant_id, customer_id) references commercial.relationship on delete cascade,
        foreign key (tenant_id, employee_id) references commercial.employee
      );`);
    await runner.query(
      tenantWall("commercial.employee", "commercial.price_list", "commercial.relationship", "commercial.owner"),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "drop table commercial.owner, commercial.relationship, commercial.price_list, commercial.employee",
    );
  }
}
