/** A table of a facet with texts to find customers by. */
export interface Source {
  readonly table: string;
  /** What identifies the customer and the record, of the row `r`. */
  readonly customer: string;
  readonly record: string;
  /** The text of each field, and another form of it. */
  readonly texts: Readonly<Record<string, readonly [text: string, e164?: string]>>;
  /** The columns that these follow from: rows that differ in others only are left alone. */
  readonly columns: string;
  /** What else the texts need. */
  readonly join?: string;
}

/** Where the texts are. A name of a party belongs to each of its customers. What only repeats the display name is left out. */
export const SOURCES: Readonly<Record<string, Source>> = {
  customer: {
    table: "identity.customer",
    customer: "r.id",
    record: "''",
    texts: {
      DISPLAY_NAME: ["r.display_name"],
      LEGAL_NAME: ["nullif(r.legal_name, r.display_name)"],
      SORT_NAME: ["nullif(r.sort_name, r.display_name)"],
      CODE: ["r.code"],
      ACCOUNT_NUMBER: ["r.account_number"],
      PARTY_NAME: ["nullif(identity.party_name(p.name, p.first_name, p.last_name), r.display_name)"],
    },
    columns: "tenant_id, id, party_id, display_name, legal_name, sort_name, code, account_number",
    join: "join identity.party p on p.tenant_id = r.tenant_id and p.id = r.party_id",
  },
  party: {
    table: "identity.party",
    customer: "c.id",
    record: "''",
    texts: { PARTY_NAME: ["nullif(identity.party_name(r.name, r.first_name, r.last_name), c.display_name)"] },
    columns: "tenant_id, id, name, first_name, last_name",
    join: "join identity.customer c on c.tenant_id = r.tenant_id and c.party_id = r.id",
  },
  external_identifier: {
    table: "identity.external_identifier",
    customer: "r.customer_id",
    record: "r.source",
    texts: { EXTERNAL_ID: ["r.external_id"] },
    columns: "tenant_id, customer_id, source, external_id",
  },
  account: {
    table: "contacts.account",
    customer: "r.customer_id",
    record: "''",
    texts: {
      EMAIL: ["r.primary_email"],
      PHONE: ["r.primary_phone", "r.primary_phone_e164"],
      FAX: ["r.fax_number", "r.fax_number_e164"],
      WEBSITE: ["r.website"],
    },
    columns:
      "tenant_id, customer_id, primary_email, primary_phone, primary_phone_e164, fax_number, fax_number_e164, website",
  },
  contact: {
    table: "contacts.contact",
    customer: "r.customer_id",
    record: "r.id::text",
    texts: {
      CONTACT_NAME: ["r.name"],
      CONTACT_EMAIL: ["r.email"],
      CONTACT_PHONE: ["r.phone", "r.phone_e164"],
    },
    columns: "tenant_id, customer_id, id, name, email, phone, phone_e164",
  },
  address: {
    table: "contacts.address",
    customer: "r.customer_id",
    record: "r.id::text",
    texts: { CITY: ["r.city"], POSTAL_CODE: ["r.postal_code"] },
    columns: "tenant_id, customer_id, id, city, postal_code",
  },
  tax_registration: {
    table: "finance.tax_registration",
    customer: "r.customer_id",
    record: "r.id::text",
    texts: { TAX_NUMBER: ["r.number"] },
    columns: "tenant_id, customer_id, id, number",
  },
};

/** The texts of some rows of a source, those of a table or of a trigger, as the columns of `directory.search_text` that are not derived. */
export const textsOf = ({ customer, record, texts, join = "" }: Source, rows: string, where = "true"): string => `
  select r.tenant_id, ${customer} as customer_id, t.field, ${record} as record, t.text, t.e164
  from ${rows} r ${join}
    cross join lateral (values ${Object.entries(texts)
      .map(([field, [text, e164 = "null::text"]]) => `('${field}', ${text}, ${e164})`)
      .join(", ")}) t (field, text, e164)
  where t.text is not null and ${where}`;
