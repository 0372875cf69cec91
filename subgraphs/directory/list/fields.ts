import type { Beginnings } from "./beginnings.ts";

interface TextField {
  readonly term?: string;
  /** What finds it by its beginning. */
  readonly beginnings?: Beginnings;
}

/** What a condition of the schema compares: the columns of `e`, an entry. `term` names its terms, by which an index finds it. */
export type Field =
  | (TextField & { readonly kind: "text"; readonly column: string; readonly parts?: true })
  | (TextField & { readonly kind: "texts"; readonly columns: string; readonly key?: string })
  | { readonly kind: "enum" | "id" | "boolean"; readonly column: string; readonly term?: string }
  | { readonly kind: "enums" | "ids"; readonly columns: string; readonly term?: string }
  | {
      readonly kind: "range";
      readonly column: string;
      readonly type: RangeType;
      readonly missing?: RangeEnds;
      readonly isIndexed?: true;
    };

export type RangeType = "integer" | "double precision" | "numeric" | "timestamptz";

/** What stands for a missing value in the two indexes of a column: behind all others, and before them. */
type RangeEnds = readonly [last: string, first: string];

const text = (column: string, others: TextField = {}): Field => ({ kind: "text", column: `e.${column}`, ...others });
const texts = (columns: string, others: TextField = {}): Field => ({
  kind: "texts",
  columns: `e.${columns}`,
  ...others,
});
const one = (kind: "enum" | "id" | "boolean", column: string, term?: string): Field => ({
  kind,
  column: `e.${column}`,
  term,
});
const several = (kind: "enums" | "ids", columns: string, term?: string): Field => ({
  kind,
  columns: `e.${columns}`,
  term,
});
const range = (column: string, type: RangeType): Field => ({ kind: "range", column: `e.${column}`, type });
/** With an index for each direction. */
const sortable = (column: string, type: RangeType, missing?: RangeEnds): Field => ({
  kind: "range",
  column: `e.${column}`,
  type,
  missing,
  isIndexed: true,
});
const moment = (column: string): Field => range(column, "timestamptz");

/** What stands for a missing value of a type in the indexes. */
export const MISSING = {
  "double precision": ["'infinity'::double precision", "'-infinity'::double precision"],
  numeric: ["'infinity'::numeric", "'-infinity'::numeric"],
  timestamptz: ["'infinity'::timestamptz", "'-infinity'::timestamptz"],
  integer: ["2147483647", "-1"],
} as const satisfies Record<RangeType, RangeEnds>;

/** Every comparable field of the schema's conditions, by its path. Those without an entry here are in `special.ts`. */
export const FIELDS: Readonly<Record<string, Field>> = {
  id: one("id", "id"),
  displayName: { kind: "text", column: "e.display_name", term: "name", beginnings: "DISPLAY_NAME", parts: true },
  legalName: text("legal_name", { beginnings: "LEGAL_NAME" }),
  sortName: text("sort_name", { beginnings: "SORT_NAME" }),
  sortIndex: sortable("sort_index", "double precision", MISSING["double precision"]),
  code: text("code", { term: "code", beginnings: "CODE" }),
  accountNumber: text("account_number", { term: "account", beginnings: "ACCOUNT_NUMBER" }),
  status: one("enum", "status", "status"),
  visibilityMode: one("enum", "visibility_mode", "visibility"),
  workspaceId: one("id", "workspace_id", "workspace"),
  createdAt: sortable("created_at", "timestamptz"),
  updatedAt: sortable("updated_at", "timestamptz"),
  "party.id": one("id", "party_id", "party"),
  "party.kind": one("enum", "party_kind", "kind"),
  "party.name": text("organization_name"),
  "party.firstName": text("first_name"),
  "party.lastName": text("last_name"),
  "externalIdentifier.source": several("enums", "external_sources", "external-source"),
  "relationship.funnelStage": one("enum", "funnel_stage", "stage"),
  "relationship.relationKind": one("enum", "relation_kind", "relation"),
  "relationship.upgradeDate": moment("upgrade_date"),
  "relationship.downgradeDate": moment("downgrade_date"),
  "relationship.customerSince": sortable("customer_since", "timestamptz", MISSING.timestamptz),
  "relationship.isFormer": one("boolean", "is_former", "former"),
  "relationship.formerDate": moment("former_date"),
  "relationship.isClosed": one("boolean", "is_closed", "closed"),
  "relationship.closedAt": moment("closed_at"),
  "relationship.sellerRelationId": one("id", "seller_relation_id", "seller"),
  "relationship.accountManagerId": one("id", "account_manager_id", "manager"),
  "relationship.ownerId": several("ids", "owner_ids", "owner"),
  "relationship.priceListId": one("id", "price_list_id", "price-list"),
  "relationship.statusLabelId": one("id", "status_label_id", "status-label"),
  "relationship.labelId": several("ids", "label_ids", "label"),
  "relationship.industrySegment": one("enum", "industry_segment", "industry"),
  "relationship.acquisitionSource": one("enum", "acquisition_source", "acquisition"),
  "relationship.referredBy": text("referred_by"),
  "relationship.healthScore": sortable("health_score", "integer", MISSING.integer),
  "relationship.annualRevenue": sortable("annual_revenue", "numeric", MISSING.numeric),
  "relationship.annualRevenueCurrency": one("enum", "annual_revenue_currency"),
  "relationship.mailingOptOut": one("boolean", "mailing_opt_out", "opted-out"),
  "relationship.internalNote": text("internal_note"),
  "relationship.notesSummary": text("notes_summary"),
  "finance.taxNumber": {
    kind: "texts",
    columns: "e.tax_number_keys",
    term: "tax",
    beginnings: "tax",
    key: "finance.tax_number_key",
  },
  "finance.taxCountryCode": several("enums", "tax_country_codes"),
  "finance.taxValidation": several("enums", "tax_validation_statuses"),
  "finance.taxClassification": one("enum", "tax_classification", "classification"),
  "finance.taxClass": one("enum", "tax_class", "tax-class"),
  "finance.taxExempt": one("boolean", "tax_exempt", "exempt"),
  "finance.taxCode": text("tax_code"),
  "finance.reverseCharge": one("boolean", "reverse_charge"),
  "finance.taxExemptionReason": text("tax_exemption_reason"),
  "finance.exemptionCertificateNumber": texts("certificate_numbers"),
  "finance.creditLimit": sortable("credit_limit", "numeric", MISSING.numeric),
  "finance.creditLimitCurrency": one("enum", "credit_limit_currency", "credit-currency"),
  "finance.isOnCreditHold": one("boolean", "credit_on_hold", "on-hold"),
  "finance.creditHoldReason": text("credit_hold_reason"),
  "finance.creditHoldSince": moment("credit_hold_since"),
  "finance.creditHoldBy": text("credit_hold_by"),
  "finance.paymentTermsKind": one("enum", "payment_terms_kind", "terms-kind"),
  "finance.paymentTermInDays": range("payment_term_in_days", "double precision"),
  "finance.paymentTermsLabel": text("payment_terms_label"),
  "finance.sendInvoiceReminders": one("boolean", "send_invoice_reminders"),
  "finance.invoiceDelivery": one("enum", "invoice_delivery"),
  "finance.invoiceEmail": text("invoice_email"),
  "finance.purchaseOrderRequired": one("boolean", "purchase_order_required"),
  "finance.consolidatedInvoices": one("boolean", "consolidated_invoices"),
  primaryEmail: text("primary_email", { beginnings: "EMAIL" }),
  primaryPhone: text("primary_phone"),
  faxNumber: text("fax_number"),
  website: text("website"),
  emailDomain: { kind: "texts", columns: "(e.contact_email_domains || e.primary_email_domain)", term: "domain" },
  "contact.name": texts("contact_names"),
  "contact.jobTitle": texts("contact_job_titles"),
  "contact.email": texts("contact_emails", { term: "email", beginnings: "CONTACT_EMAIL" }),
  "contact.phoneE164": texts("contact_phones", { term: "phone" }),
  "address.street": texts("streets"),
  "address.city": texts("cities", { term: "city" }),
  "address.region": texts("regions", { term: "region" }),
  "address.postalCode": texts("postal_codes", { term: "postal-code" }),
  "address.countryCode": several("enums", "country_codes", "country"),
};
