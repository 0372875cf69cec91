/** What a heading means, by its words without case, signs and accents. The first of several columns for a field wins. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  accountNumber: [
    "account number",
    "accountnumber",
    "customer id",
    "customerid",
    "customer number",
    "customer no",
    "account no",
    "kundennummer",
    "kundennr",
    "kunden nr",
    "debitor",
    "number",
    "no",
    "id",
  ],
  displayName: [
    "company name",
    "companyname",
    "company",
    "customer full name",
    "customer name",
    "account name",
    "default address company",
    "name",
    "firma",
    "firmenname",
    "name 1",
  ],
  legalName: ["legal name"],
  parentId: ["parent id", "parentid", "parent", "parent number", "parent account"],
  primaryEmail: ["email", "e mail", "email address", "e mail adresse"],
  primaryPhone: ["phone", "phone number", "phone numbers", "telephone", "telefon", "tel"],
  faxNumber: ["fax", "fax number", "telefax"],
  website: ["website", "web site", "homepage", "url", "web"],
  "contacts[0].name": ["contact", "contact name", "contactname", "contact person", "ansprechpartner"],
  "party.person.firstName": ["first name", "firstname", "given name", "vorname"],
  "party.person.lastName": ["last name", "lastname", "surname", "family name", "nachname"],
  "contacts[0].jobTitle": ["contact title", "contacttitle", "job title", "position"],
  "addresses[0].street": [
    "address",
    "street",
    "address 1",
    "address1",
    "street address",
    "billing street",
    "billingstreet",
    "bill address",
    "default address address1",
    "address street",
    "strasse",
    "anschrift",
  ],
  "addresses[0].city": [
    "city",
    "town",
    "billing city",
    "billingcity",
    "default address city",
    "address city",
    "ort",
    "stadt",
  ],
  "addresses[0].region": [
    "region",
    "state",
    "province",
    "billing state",
    "billingstate",
    "default address province code",
    "address region",
    "bundesland",
  ],
  "addresses[0].postalCode": [
    "postal code",
    "postalcode",
    "zip",
    "zip code",
    "postcode",
    "billing postal code",
    "billingpostalcode",
    "default address zip",
    "address postcode",
    "plz",
    "postleitzahl",
  ],
  "addresses[0].countryText": [
    "country",
    "country code",
    "billing country",
    "billingcountry",
    "default address country code",
    "address country id",
    "land",
  ],
  "finance.taxNumber": ["vat number", "vat id", "tax number", "taxvat", "ust idnr", "ust id", "steuernummer"],
  "finance.creditLimit.amount": ["credit limit", "kreditlimit", "limit"],
  "finance.creditLimit.currencyCode": ["currency", "currency code", "wahrung"],
  "finance.paymentTerms": ["terms", "payment terms", "zahlungsbedingung"],
  "relationship.customerSince": ["customer since", "since", "kunde seit"],
  "relationship.annualRevenue.amount": ["annual revenue", "annualrevenue", "jahresumsatz"],
  "relationship.internalNote": ["note", "notes", "comment", "bemerkung", "notiz"],
};

const plainOf = (heading: string): string =>
  heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const FIELDS = new Map(Object.entries(MEANINGS).flatMap(([field, headings]) => headings.map((each) => [each, field])));

/** The field that a heading stands for, if it is one that is known. */
export const fieldOfHeading = (heading: string): string | undefined => FIELDS.get(plainOf(heading));

/** How well a heading fits its field: 0 for the usual one, and more for others. */
export const rankOfHeading = (field: string, heading: string): number =>
  MEANINGS[field]?.indexOf(plainOf(heading)) ?? Number.POSITIVE_INFINITY;
