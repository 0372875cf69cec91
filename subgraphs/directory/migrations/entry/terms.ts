/** What of an entry has one value, by the name of its terms. */
const SINGLE: Readonly<Record<string, string>> = {
  status: "e.status",
  kind: "e.party_kind",
  party: "e.party_id::text",
  parent: "e.parent_id::text",
  workspace: "e.workspace_id::text",
  visibility: "e.visibility_mode",
  code: "lower(e.code)",
  account: "lower(e.account_number)",
  name: "lower(e.display_name)",
  stage: "e.funnel_stage",
  relation: "e.relation_kind",
  seller: "e.seller_relation_id::text",
  manager: "coalesce(e.account_manager_id::text, '')",
  "price-list": "e.price_list_id::text",
  "status-label": "e.status_label_id::text",
  industry: "e.industry_segment",
  acquisition: "e.acquisition_source",
  former: "e.is_former::text",
  closed: "e.is_closed::text",
  "opted-out": "e.mailing_opt_out::text",
  "tax-class": "e.tax_class",
  exempt: "e.tax_exempt::text",
  classification: "e.tax_classification",
  "credit-currency": "e.credit_limit_currency",
  "on-hold": "e.credit_on_hold::text",
  "terms-kind": "e.payment_terms_kind",
  "term-days": "e.payment_term_in_days::text",
};

/** What of an entry has any number of values. A missing owner is one of them. */
const SEVERAL: Readonly<Record<string, string>> = {
  "visible-to": `case e.visibility_mode when 'GLOBAL' then array['*']
    when 'SHARED' then (e.shared_with_workspace_ids || e.workspace_id)::text[] else array[e.workspace_id::text] end`,
  root: "case when e.parent_id is null or e.has_hidden_parent then array['maybe'] end",
  owner: "case when e.owner_ids = '{}' then array[''] else e.owner_ids::text[] end",
  label: "e.label_ids::text[]",
  "external-source": "e.external_sources",
  external: "e.external_ids",
  tax: "e.tax_number_keys",
  email: "e.contact_emails || lower(e.primary_email)",
  domain: "e.contact_email_domains || e.primary_email_domain",
  phone: "e.contact_phones || e.primary_phone_e164",
  city: "lower(e.cities::text)::text[]",
  region: "lower(e.regions::text)::text[]",
  "postal-code": "lower(e.postal_codes::text)::text[]",
  country: "e.country_codes",
};

/**
 * A value of a field as a number, another one in each tenant. Rows that are found by it are compared with the value itself, so that it does
 * no harm if two values get the same number.
 */
const TERM = `
  create function directory.term(tenant uuid, field text, value text) returns bigint
    language sql immutable parallel safe strict
    return hashtextextended(field || ' ' || value, uuid_hash_extended(tenant, 0))`;

const TERMS = `
  create function directory.terms(tenant uuid, field text, wanted text[]) returns bigint[]
    language sql immutable parallel safe strict
    return array(select directory.term(tenant, field, w.value) from unnest(wanted) w (value) where w.value is not null)`;

const NAME_TERMS = `
  create function directory.name_terms(tenant uuid, name text) returns bigint[]
    language sql immutable parallel safe strict
    return array(select distinct directory.term(tenant, 'part of name', substr(lower(name), n, 3))
      from generate_series(1, length(name) - 2) n)`;

const listed = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([field, value]) => `('${field}', ${value})`)
    .join(", ");

/** All terms of an entry whose other columns are filled. */
export const TERMS_OF_ENTRY = `(
  select array_agg(distinct directory.term(e.tenant_id, s.field, s.value)) from (
    select v.field, v.value from (values ${listed(SINGLE)}) v (field, value)
    union all
    select v.field, u.value from (values ${listed(SEVERAL)}) v (field, listed), unnest(v.listed) u (value)
  ) s where s.value is not null)`;

export const TERM_FUNCTIONS = [TERM, TERMS, NAME_TERMS];
