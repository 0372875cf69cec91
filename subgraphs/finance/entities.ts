import { Column, Entity, PrimaryColumn } from "typeorm";

export type TaxClass = "RETAIL" | "MARKETPLACE" | "RESELLER" | "WHOLESALE" | "RETAIL_EXEMPT";
export type PaymentTermsKind = "RECEIPT" | "NET" | "CUSTOM";

/** What a customer owes and may owe. The customer is a key into identity: no join leaves this slice. Every customer has one row. */
@Entity({ schema: "finance", name: "profile" })
export class Profile {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { name: "tax_class", nullable: true }) taxClass!: TaxClass | null;
  @Column("boolean", { name: "tax_exempt" }) taxExempt!: boolean;
  @Column("numeric", { name: "credit_limit", nullable: true }) creditLimit!: string | null;
  @Column("text", { name: "credit_limit_currency", nullable: true }) creditLimitCurrency!: string | null;
  @Column("text", { name: "payment_terms_kind", nullable: true }) paymentTermsKind!: PaymentTermsKind | null;
  /** Days, exactly; only with the kind NET. */
  @Column("numeric", { name: "payment_terms_days", nullable: true }) paymentTermsDays!: string | null;
  /** The terms as written; `null` where only their kind and days were given. */
  @Column("text", { name: "payment_terms_label", nullable: true }) paymentTermsLabel!: string | null;
  @Column("boolean", { name: "send_invoice_reminders" }) sendInvoiceReminders!: boolean;
}

/** A number under which a customer is known to a tax authority. The database keeps at most one primary one. */
@Entity({ schema: "finance", name: "tax_registration" })
export class TaxRegistration {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") number!: string;
  @Column("text", { name: "country_code", nullable: true }) countryCode!: string | null;
  @Column("boolean", { name: "is_primary" }) isPrimary!: boolean;
  /** The order in which registrations came, 0 first. */
  @Column("integer") position!: number;
}
