import { Column, Entity, PrimaryColumn } from "typeorm";
import { MOMENT } from "../../platform/database/session/moment-column.ts";

export type TaxClass = "RETAIL" | "MARKETPLACE" | "RESELLER" | "WHOLESALE" | "RETAIL_EXEMPT";
export type TaxClassification = "B2B" | "B2C";
export type TaxNumberHolder = "COMPANY" | "INDIVIDUAL";
export type TaxValidationStatus = "VALID" | "INVALID" | "UNSUPPORTED" | "UNAVAILABLE";
export type PaymentTermsKind = "RECEIPT" | "NET" | "CUSTOM";
export type InvoiceDelivery = "EMAIL" | "POST" | "PORTAL";

/**
 * What a customer owes and may owe. The customer is a key into identity: no join leaves this subgraph. Every customer
 * has one row.
 */
@Entity({ schema: "finance", name: "profile" })
export class Profile {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text", { name: "tax_class", nullable: true }) taxClass!: TaxClass | null;
  @Column("boolean", { name: "tax_exempt" }) taxExempt!: boolean;
  /** Derived from the tax registrations with every write of them. `null` if they do not determine it. */
  @Column("text", { name: "tax_classification", nullable: true }) taxClassification!: TaxClassification | null;
  @Column("text", { name: "tax_code", nullable: true }) taxCode!: string | null;
  @Column("boolean", { name: "reverse_charge", nullable: true }) reverseCharge!: boolean | null;
  @Column("text", { name: "tax_exemption_reason", nullable: true }) taxExemptionReason!: string | null;
  @Column("json", { name: "tax_profile_extra", nullable: true }) taxProfileExtra!: object | null;
  @Column("numeric", { name: "credit_limit", nullable: true }) creditLimit!: string | null;
  @Column("text", { name: "credit_limit_currency", nullable: true }) creditLimitCurrency!: string | null;
  @Column("boolean", { name: "credit_on_hold" }) creditOnHold!: boolean;
  @Column("text", { name: "credit_hold_reason", nullable: true }) creditHoldReason!: string | null;
  @Column(MOMENT, { name: "credit_hold_since", nullable: true }) creditHoldSince!: string | null;
  /** The subject of the viewer who set the hold. */
  @Column("text", { name: "credit_hold_by", nullable: true }) creditHoldBy!: string | null;
  @Column("text", { name: "payment_terms_kind", nullable: true }) paymentTermsKind!: PaymentTermsKind | null;
  /** Days, exactly; only with the kind NET. */
  @Column("numeric", { name: "payment_terms_days", nullable: true }) paymentTermsDays!: string | null;
  /** The terms as written; `null` if only their kind and days were given. */
  @Column("text", { name: "payment_terms_label", nullable: true }) paymentTermsLabel!: string | null;
  @Column("boolean", { name: "send_invoice_reminders" }) sendInvoiceReminders!: boolean;
  @Column("text", { name: "invoice_delivery", nullable: true }) invoiceDelivery!: InvoiceDelivery | null;
  @Column("text", { name: "invoice_email", nullable: true }) invoiceEmail!: string | null;
  @Column("boolean", { name: "purchase_order_required", nullable: true }) purchaseOrderRequired!: boolean | null;
  @Column("boolean", { name: "consolidated_invoices", nullable: true }) consolidatedInvoices!: boolean | null;
  @Column("json", { name: "billing_extra", nullable: true }) billingExtra!: object | null;
}

/** A customer's number with a tax authority. The database allows at most one primary one. */
@Entity({ schema: "finance", name: "tax_registration" })
export class TaxRegistration {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") number!: string;
  @Column("text", { name: "country_code", nullable: true }) countryCode!: string | null;
  @Column("boolean", { name: "is_primary" }) isPrimary!: boolean;
  /** The insertion order of registrations, lowest first. */
  @Column("integer") position!: number;
  @Column("text", { name: "validation_status" }) validationStatus!: TaxValidationStatus;
  @Column("text", { name: "validation_method", nullable: true }) validationMethod!: string | null;
  /** `null` only for registrations older than validation. */
  @Column(MOMENT, { name: "validated_at", nullable: true }) validatedAt!: string | null;
  @Column("text", { nullable: true }) holder!: TaxNumberHolder | null;
}

/** A document in which an authority, or the customer, states that no tax is due. */
@Entity({ schema: "finance", name: "exemption_certificate" })
export class ExemptionCertificate {
  @PrimaryColumn("uuid", { name: "tenant_id" }) tenantId!: string;
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "customer_id" }) customerId!: string;
  @Column("text") number!: string;
  @Column("text", { nullable: true }) region!: string | null;
  @Column("text", { name: "country_code", nullable: true }) countryCode!: string | null;
  /** The first day, as ISO text. `null` means no start. */
  @Column("date", { name: "valid_from", nullable: true }) validFrom!: string | null;
  /** The last day, as ISO text. `null` means no end. */
  @Column("date", { name: "valid_until", nullable: true }) validUntil!: string | null;
  @Column("text", { nullable: true }) url!: string | null;
  /** The insertion order of certificates, lowest first. */
  @Column("integer") position!: number;
}
