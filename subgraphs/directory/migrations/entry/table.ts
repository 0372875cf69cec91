/** The columns of an entry that are copied from one row of a facet: `[column, type, source]`, in the order of the table. */
const COPIED: readonly (readonly [string, string, string])[] = [
  ["parent_id", "uuid", "c.parent_id"],
  ["display_name", "text not null", "c.display_name"],
  ["legal_name", "text", "c.legal_name"],
  ["sort_name", "text", "c.sort_name"],
  ["sort_index", "double precision", "c.sort_index"],
  ["code", "text", "c.code"],
  ["account_number", "text", "c.account_number"],
  ["status", "text not null", "c.status"],
  ["visibility_mode", "text not null", "c.visibility_mode"],
  ["workspace_id", "uuid", "c.workspace_id"],
  ["shared_with_workspace_ids", "uuid[] not null", "c.shared_with_workspace_ids"],
  ["created_at", "timestamptz(3) not null", "c.created_at"],
  ["updated_at", "timestamptz(3) not null", "c.updated_at"],
  ["party_id", "uuid not null", "c.party_id"],
  ["party_kind", "text not null", "p.kind"],
  ["first_name", "text", "p.first_name"],
  ["last_name", "text", "p.last_name"],
  ["organization_name", "text", "p.name"],
  ["funnel_stage", "text", "r.funnel_stage"],
  ["relation_kind", "text", "r.relation_kind"],
  ["upgrade_date", "timestamptz(3)", "r.upgrade_date"],
  ["downgrade_date", "timestamptz(3)", "r.downgrade_date"],
  ["customer_since", "timestamptz(3)", "r.customer_since"],
  ["is_former", "boolean", "r.is_former"],
  ["former_date", "timestamptz(3)", "r.former_date"],
  ["is_closed", "boolean", "r.is_closed"],
  ["closed_at", "timestamptz(3)", "r.closed_at"],
  ["seller_relation_id", "uuid", "r.seller_relation_id"],
  ["account_manager_id", "uuid", "r.account_manager_id"],
  ["price_list_id", "uuid", "r.price_list_id"],
  ["status_label_id", "uuid", "r.status_label_id"],
  ["industry_segment", "text", "r.industry_segment"],
  ["acquisition_source", "text", "r.acquisition_source"],
  ["referred_by", "text", "r.referred_by"],
  ["health_score", "integer", "r.health_score"],
  ["annual_revenue", "numeric", "r.annual_revenue"],
  ["annual_revenue_currency", "text", "r.annual_revenue_currency"],
  ["mailing_opt_out", "boolean", "r.mailing_opt_out"],
  ["internal_note", "text", "r.internal_note"],
  ["notes_summary", "text", "r.notes_summary"],
  ["tax_class", "text", "f.tax_class"],
  ["tax_exempt", "boolean", "f.tax_exempt"],
  ["tax_classification", "text", "f.tax_classification"],
  ["tax_code", "text", "f.tax_code"],
  ["reverse_charge", "boolean", "f.reverse_charge"],
  ["tax_exemption_reason", "text", "f.tax_exemption_reason"],
  ["credit_limit", "numeric", "f.credit_limit"],
  ["credit_limit_currency", "text", "f.credit_limit_currency"],
  ["credit_on_hold", "boolean", "f.credit_on_hold"],
  ["credit_hold_reason", "text", "f.credit_hold_reason"],
  ["credit_hold_since", "timestamptz(3)", "f.credit_hold_since"],
  ["credit_hold_by", "text", "f.credit_hold_by"],
  ["payment_terms_kind", "text", "f.payment_terms_kind"],
  ["payment_term_in_days", "double precision", "f.payment_term_in_days"],
  ["payment_terms_label", "text", "f.payment_terms_label"],
  ["send_invoice_reminders", "boolean", "f.send_invoice_reminders"],
  ["invoice_delivery", "text", "f.invoice_delivery"],
  ["invoice_email", "text", "f.invoice_email"],
  ["purchase_order_required", "boolean", "f.purchase_order_required"],
  ["consolidated_invoices", "boolean", "f.consolidated_invoices"],
  ["primary_email", "text", "a.primary_email"],
  ["primary_email_domain", "text", "split_part(lower(a.primary_email), '@', -1)"],
  ["primary_phone", "text", "a.primary_phone"],
  ["primary_phone_e164", "text", "a.primary_phone_e164"],
  ["fax_number", "text", "a.fax_number"],
  ["website", "text", "a.website"],
];

/** What a table with any number of rows for a customer adds: columns with each value once, by its column or expression. */
const GATHERED_FROM: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "commercial.owner": { owner_ids: "t.employee_id" },
  "commercial.relationship_label": { label_ids: "t.label_id" },
  "identity.external_identifier": {
    external_sources: "t.source",
    external_ids: "t.source || ' ' || t.external_id",
  },
  "finance.tax_registration": {
    tax_number_keys: "finance.tax_number_key(t.number)",
    tax_country_codes: "t.country_code",
    tax_validation_statuses: "t.validation_status",
  },
  "finance.exemption_certificate": { certificate_numbers: "t.number" },
  "contacts.contact": {
    contact_names: "t.name",
    contact_job_titles: "t.job_title",
    contact_emails: "lower(t.email)",
    contact_email_domains: "split_part(lower(t.email), '@', -1)",
    contact_phones: "t.phone_e164",
  },
  "contacts.address": {
    streets: "t.street",
    cities: "t.city",
    regions: "t.region",
    postal_codes: "t.postal_code",
    country_codes: "t.country_code",
  },
};

const UUIDS: ReadonlySet<string> = new Set(["owner_ids", "label_ids"]);

const GATHERED = Object.values(GATHERED_FROM)
  .flatMap((columns) => Object.keys(columns))
  .map((name) => [name, `${UUIDS.has(name) ? "uuid" : "text"}[] not null`, `coalesce(g.${name}, '{}')`] as const);

const valuesOf = (name: string, value: string): string =>
  `array_agg(distinct ${value}) filter (where ${value} is not null) as ${name}`;

/** The gathered columns as `g`, of a customer `c` in `tenant`: one look at each table. */
export const GATHER = `cross join lateral (select * from ${Object.entries(GATHERED_FROM)
  .map(
    ([table, columns], index) => `
          (select ${Object.entries(columns)
            .map(([name, value]) => valuesOf(name, value))
            .join(", ")} from ${table} t where t.tenant_id = tenant and t.customer_id = c.id) g${index}`,
  )
  .join(", ")}) g`;

/** A stage's place in the funnel, and the name that a customer is sorted by: an index holds no longer ones. */
const DERIVED: readonly (readonly [string, string, string])[] = [
  [
    "stage_rank",
    "smallint",
    "array_position(array['SUSPECT', 'LEAD', 'HOT_PROSPECT', 'PROSPECT', 'CUSTOMER'], r.funnel_stage)::smallint",
  ],
  [
    "sort_key",
    "text not null",
    `left(coalesce(c.sort_name,
      case p.kind when 'PERSON' then concat_ws(', ', p.last_name, p.first_name) end, c.display_name), 200)`,
  ],
  [
    "has_hidden_parent",
    "boolean not null",
    `c.parent_id is not null and not exists (select from identity.customer t
      where t.tenant_id = tenant and t.id = c.parent_id and t.deleted_at is null and t.visibility_mode = 'GLOBAL')`,
  ],
  ["shuffle", "integer not null", "hashtext(c.id::text)"],
];

export const COLUMNS = [...COPIED, ...GATHERED, ...DERIVED];

export const TABLE = `
  create table directory.customer_entry (
    tenant_id uuid not null,
    id uuid not null,
    ${COLUMNS.map(([name, type]) => `${name} ${type}`).join(",\n    ")},
    terms bigint[] not null,
    primary key (tenant_id, id)
  ) with (toast_tuple_target = 1024)`;
