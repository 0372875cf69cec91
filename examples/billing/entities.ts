import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../platform/database/session/moment-column.ts";

export type PaymentMethod = "TRANSFER" | "DIRECT_DEBIT" | "CARD" | "CASH";
export type BillingInterval = "MONTH" | "QUARTER" | "YEAR";

/** What a customer was asked to pay. The number is unique within the tenant. */
@Entity({ schema: "billing", name: "invoice" })
export class Invoice {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") number!: string;
  @Column(MOMENT, { name: "issued_at" }) issuedAt!: string;
  @Column(MOMENT, { name: "due_at", nullable: true }) dueAt!: string | null;
  @Column("numeric") total!: string;
  @Column("text", { name: "currency_code" }) currencyCode!: string;
}

/** Money that a customer has paid, for an invoice of the same customer or on account. */
@Entity({ schema: "billing", name: "payment" })
export class Payment {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("uuid", { name: "invoice_id", nullable: true }) invoiceId!: string | null;
  @Column(MOMENT, { name: "received_at" }) receivedAt!: string;
  @Column("numeric") amount!: string;
  @Column("text", { name: "currency_code" }) currencyCode!: string;
  @Column("text") method!: PaymentMethod;
}

/** A recurring charge to a customer. */
@Entity({ schema: "billing", name: "subscription" })
export class Subscription {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") plan!: string;
  @Column(MOMENT, { name: "started_at" }) startedAt!: string;
  @Column(MOMENT, { name: "ended_at", nullable: true }) endedAt!: string | null;
  @Column("numeric") price!: string;
  @Column("text", { name: "currency_code" }) currencyCode!: string;
  @Column("text") interval!: BillingInterval;
}

/** A written agreement with a customer. */
@Entity({ schema: "billing", name: "contract" })
export class Contract {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") title!: string;
  @Column(MOMENT, { name: "signed_at" }) signedAt!: string;
  @Column(MOMENT, { name: "ends_at", nullable: true }) endsAt!: string | null;
}

/** A place from which customers are served. It belongs to the whole tenant, not to a workspace. */
@Entity({ schema: "billing", name: "warehouse" })
export class Warehouse {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("text") code!: string;
  @Column("text") name!: string;
  @Column("text", { nullable: true }) city!: string | null;
  @Column("text", { name: "country_code", nullable: true }) countryCode!: string | null;
  @Column(MOMENT, { name: "created_at" }) createdAt!: string;
}

/** A warehouse serves a customer. */
@Entity({ schema: "billing", name: "warehouse_customer" })
export class WarehouseCustomer {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @PrimaryColumn("uuid", { name: "warehouse_id" }) warehouseId!: string;
  @Column(MOMENT, { name: "assigned_at" }) assignedAt!: string;
}
