/** The kinds of fields, by the letter that their words begin with: keys, names, contacts, phones and places. */
const KINDS = {
  K: ["CODE", "ACCOUNT_NUMBER", "EXTERNAL_ID", "TAX_NUMBER", "EMAIL", "CONTACT_EMAIL", "WEBSITE"],
  N: ["DISPLAY_NAME", "LEGAL_NAME", "SORT_NAME", "PARTY_NAME"],
  C: ["CONTACT_NAME"],
  T: ["PHONE", "FAX", "CONTACT_PHONE"],
  P: ["CITY", "POSTAL_CODE"],
};

const KIND = `case ${Object.entries(KINDS)
  .map(([kind, fields]) => `when field in (${fields.map((field) => `'${field}'`).join(", ")}) then '${kind}'`)
  .join(" ")} end`;

/** Whatever precedes the host of a website. */
const HOST = "case when field = 'WEBSITE' then regexp_replace(text, '^[a-z]+://(www[.])?', '', 'i') else text end";

/**
 * One row for each text by which a customer may be found, as it is written. `record` tells the rows of one field apart: the id of the
 * contact, the address or the registration, or the other system. The forms to compare by follow from the text.
 */
export const TABLE = `
  create table directory.search_text (
    tenant_id uuid not null,
    customer_id uuid not null,
    field text not null,
    record text not null,
    text text not null,
    e164 text,
    kind text not null generated always as (${KIND}) stored,
    key text not null generated always as (directory.search_key(${HOST})) stored,
    words tsvector not null
      generated always as (directory.search_words(tenant_id, (${KIND}), ${HOST}, e164)) stored,
    primary key (tenant_id, customer_id, field, record),
    foreign key (tenant_id, customer_id) references identity.customer on delete cascade
  ) with (fillfactor = 90);
  alter table directory.search_text alter column words set statistics 0;
  create index search_text_by_key on directory.search_text (tenant_id, key text_pattern_ops)
    where kind in ('K', 'N') and key <> '';
  create index search_text_by_word on directory.search_text using gin (words)`;
