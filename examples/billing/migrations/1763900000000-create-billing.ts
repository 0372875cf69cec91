import type { MigrationInterface, QueryRunner } from "typeorm";
import { tenantWall } from "../../../platform/database/tenancy/row-level-security.ts";

/** Invoices, payments, subscriptions, contracts, and the warehouses that serve customers. */
export class CreateBilling1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table billing.invoice (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        number text not null check (length(number) between 1 and 64),
        issued_at timestamptz(3) not null,
        due_at timestamptz(3) check (due_at >= issued_at),
        total numeric(18, 2) not null check (total >= 0),
        currency_code text not null check (currency_code ~ '^[A-Z]{3}$'),
        primary key (tenant_id, id),
        unique (tenant_id, number),
        unique (tenant_id, customer_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );
      create index invoice_newest on billing.invoice (tenant_id, customer_id, issued_at desc, id desc);

      create table billing.payment (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        invoice_id uuid,
        received_at timestamptz(3) not null,
        amount numeric(18, 2) not null check (amount > 0),
        currency_code text not null check (currency_code ~ '^[A-Z]{3}$'),
        method text not null check (method in ('TRANSFER', 'DIRECT_DEBIT', 'CARD', 'CASH')),
        primary key (tenant_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade,
        foreign key (tenant_id, customer_id, invoice_id) references billing.invoice (tenant_id, customer_id, id)
          on delete cascade
      );
      create index payment_newest on billing.payment (tenant_id, customer_id, received_at desc, id desc);
      create index payment_by_invoice on billing.payment (tenant_id, customer_id, invoice_id);

      create table billing.subscription (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        plan text not null check (length(plan) between 1 and 256),
        started_at timestamptz(3) not null,
        ended_at timestamptz(3) check (ended_at >= started_at),
        price numeric(18, 2) not null check (price >= 0),
        currency_code text not null check (currency_code ~ '^[A-Z]{3}$'),
        interval text not null check (interval in ('MONTH', 'QUARTER', 'YEAR')),
        primary key (tenant_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );
      create index subscription_newest on billing.subscription (tenant_id, customer_id, started_at desc, id desc);

      create table billing.contract (
        tenant_id uuid not null,
        id uuid not null,
        customer_id uuid not null,
        title text not null check (length(title) between 1 and 256),
        signed_at timestamptz(3) not null,
        ends_at timestamptz(3) check (ends_at >= signed_at),
        primary key (tenant_id, id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade
      );
      create index contract_newest on billing.contract (tenant_id, customer_id, signed_at desc, id desc);

      create table billing.warehouse (
        tenant_id uuid not null,
        id uuid not null,
        code text not null check (length(code) between 1 and 16),
        name text not null check (length(name) between 1 and 256),
        city text check (length(city) between 1 and 256),
        country_code text check (country_code ~ '^[A-Z]{2}$'),
        created_at timestamptz(3) not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, code)
      );
      create index warehouse_newest on billing.warehouse (tenant_id, created_at desc, id desc);

      create table billing.warehouse_customer (
        tenant_id uuid not null,
        customer_id uuid not null,
        warehouse_id uuid not null,
        assigned_at timestamptz(3) not null default now(),
        primary key (tenant_id, customer_id, warehouse_id),
        foreign key (tenant_id, customer_id) references identity.customer on delete cascade,
        foreign key (tenant_id, warehouse_id) references billing.warehouse on delete cascade
      );
      create index warehouses_newest
        on billing.warehouse_customer (tenant_id, customer_id, assigned_at desc, warehouse_id desc);
      create index customers_newest
        on billing.warehouse_customer (tenant_id, warehouse_id, assigned_at desc, customer_id desc);`);
    await runner.query(
      tenantWall(
        "billing.invoice",
        "billing.payment",
        "billing.subscription",
        "billing.contract",
        "billing.warehouse",
        "billing.warehouse_customer",
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table billing.warehouse_customer, billing.warehouse, billing.contract, billing.subscription,
        billing.payment, billing.invoice`);
  }
}
