import { isEnumType } from "graphql";
import { formatOf } from "../formats.ts";
import { type Family, idIn } from "./family.ts";
import type { Place } from "./places.ts";
import type { Name } from "./tag.ts";

/** The families that ids and texts are taken from. New texts are ones that no row has. */
export interface Source {
  readonly ids: Family;
  readonly texts: Family;
  readonly areNew?: boolean;
}

const CUSTOMERS = ["main", "root", "child", "lone", "archived"] as const;

/** One record of each type with an id. */
const NODES = [
  "main",
  "organization",
  "person",
  "contact",
  "address",
  "note",
  "activity",
  "attachment",
  "label",
  "statusLabel",
  "employee",
  "priceList",
  "taxRegistration",
  "exemptionCertificate",
  "view",
] as const;

/**
 * The records that an id may name, by input name, or by coordinate where that is more specific.
 * Several are tried in turn.
 */
const IDS: Readonly<Record<string, readonly (Name | null)[]>> = {
  "Query.customer.id": CUSTOMERS,
  "Query.party.id": ["organization", "person"],
  "Query.node.id": NODES,
  "Query.nodes.ids": NODES,
  ids: CUSTOMERS,
  customerId: ["main"],
  "CustomerDeleteInput.customerId": ["lone"],
  "CustomerRestoreInput.customerId": ["deleted"],
  parentId: ["root"],
  "CustomerFilter.parentId": ["root", null],
  "CustomerParentSetInput.parentId": ["lone"],
  "CustomerUpdateInput.parentId": ["lone"],
  "PartyInput.id": ["organization"],
  "PartyChangesInput.id": ["organization"],
  workspaceId: ["workspace"],
  sharedWithWorkspaceIds: ["partnerWorkspace"],
  sellerRelationId: ["organization"],
  "CustomerContactInput.id": ["contact"],
  "CustomerAddressInput.id": ["address"],
  "CustomerContactUpdateInput.id": ["contact"],
  "CustomerContactDeleteInput.id": ["contact"],
  "CustomerContactPrimarySetInput.id": ["otherContact"],
  "CustomerAddressUpdateInput.id": ["address"],
  "CustomerAddressDeleteInput.id": ["address"],
  "CustomerAddressPrimarySetInput.id": ["otherAddress"],
  "CustomerAddressDefaultSetInput.id": ["otherAddress"],
  "TaxRegistrationUpdateInput.id": ["taxRegistration"],
  "TaxRegistrationDeleteInput.id": ["taxRegistration"],
  "TaxRegistrationPrimarySetInput.id": ["otherTaxRegistration"],
  "ExemptionCertificateUpdateInput.id": ["exemptionCertificate"],
  "ExemptionCertificateDeleteInput.id": ["exemptionCertificate"],
  "CustomerNoteUpdateInput.id": ["note"],
  "CustomerNoteDeleteInput.id": ["note"],
  "CustomerActivityUpdateInput.id": ["activity"],
  "CustomerActivityDeleteInput.id": ["activity"],
  "CustomerAttachmentUpdateInput.id": ["attachment"],
  "CustomerAttachmentDeleteInput.id": ["attachment"],
  "Query.employee.id": ["employee"],
  "Query.priceList.id": ["priceList"],
  accountManagerId: ["employee"],
  "CustomerFilter.accountManagerId": ["manager"],
  ownerIds: ["employee"],
  "WorkspaceUpdateInput.id": ["workspace"],
  "EmployeeUpdateInput.id": ["employee"],
  "PriceListUpdateInput.id": ["priceList"],
  "StatusLabelUpdateInput.id": ["statusLabel"],
  "StatusLabelDeleteInput.id": ["statusLabel"],
  "CustomerLabelUpdateInput.id": ["label"],
  "CustomerLabelDeleteInput.id": ["label"],
  viewId: ["view"],
  "CustomerViewUpdateInput.id": ["view"],
  "CustomerViewDeleteInput.id": ["view"],
  priceListId: ["priceList"],
  "CustomerFilter.priceListId": ["usedPriceList"],
  statusLabelId: ["statusLabel"],
  "CustomerFilter.statusLabelId": ["usedStatusLabel"],
  labelId: ["label"],
  "CustomerFilter.labelId": ["usedLabel"],
  "CustomerLabelRemoveInput.labelId": ["usedLabel"],
  labelIds: ["label"],
};

type Text = (family: Family) => string;

const named =
  (name: string): Text =>
  ({ text }) =>
    text(name);

/** Short words before the tag, so that no other family's names are similar. */
const searched: readonly Text[] = [
  ({ tag }) => tag,
  named("main"),
  named("lone"),
  named("legal main"),
  named("sort main"),
  named("accountNumber"),
  named("NETSUITE"),
  named("firm"),
  named("first"),
  ({ tag }) => `A${tag}`,
  ({ tag }) => `main@${tag}.example`,
  ({ tag }) => `contact@${tag}.example`,
];

/** Texts that exist in a row, so that they match it or are already taken in its tenant. */
const TEXTS: Readonly<Record<string, readonly Text[]>> = {
  "Query.customerSearch.text": searched,
  "Query.customersByTaxNumber.taxNumber": [({ tag }) => `A${tag}`, ({ tag }) => `B${tag}`],
  "CustomerFilter.nameContains": [named("main")],
  "Query.customerByExternalId.externalId": [named("SALESFORCE")],
};

/** Texts that are unique within a tenant, regardless of who sees which customers. */
const TEXTS_OF_TENANT: Readonly<Record<string, readonly Text[]>> = {
  idempotencyKey: [named("idempotencyKey")],
  externalId: [named("SALESFORCE")],
  "PriceListCreateInput.code": [named("usedPriceList")],
  "PriceListUpdateInput.code": [named("usedPriceList")],
  "StatusLabelCreateInput.name": [named("usedStatusLabel")],
  "StatusLabelUpdateInput.name": [named("usedStatusLabel")],
  "CustomerLabelCreateInput.name": [named("usedLabel")],
  "CustomerLabelUpdateInput.name": [named("usedLabel")],
};

/** Values without a tag: in lists they match the row, in changes they differ from it. */
const CONSTANTS: Readonly<Record<string, unknown>> = {
  "Query.customerGroups.by": "LABEL",
  "TenantUpdateInput.locale": "nb-NO",
  "CustomerFilter.status": "ACTIVE",
  "CustomerFilter.funnelStage": "LEAD",
  "CustomerFilter.partyKind": "ORGANIZATION",
  "CustomerFilter.taxClass": "RESELLER",
  "CustomerFilter.paymentTermInDays": 30,
  "CustomerFilter.countryCode": "DE",
  "CustomerFilter.creditLimitCurrency": "EUR",
  "DecimalRange.gt": "1000.00",
  "DecimalRange.gte": "1000.00",
  "DecimalRange.lt": "9999999999999.00",
  "DecimalRange.lte": "9999999999999.00",
  "DateTimeRange.lt": "2026-01-03T00:00:00.000Z",
  "DateTimeRange.lte": "2026-01-03T00:00:00.000Z",
  source: "SALESFORCE",
  vocabulary: "LEDGER",
  "CustomerExternalIdentifierRemoveInput.source": "NETSUITE",
  status: "INACTIVE",
  sharing: "WORKSPACE",
  columns: "displayName",
  visibilityMode: "SHARED",
  isFormer: true,
  isClosed: true,
  "CustomerFormerSetInput.isFormer": true,
  color: "#112233",
  contentType: "text/plain",
  validFrom: "2021-01-01",
  validUntil: "2098-12-31",
  first: 7,
};

const BY_TYPE: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 7,
  SafeInt: 7,
  Float: 7.5,
  DateTime: "2026-01-01T00:00:00.000Z",
  Date: "2021-01-01",
  DateOrDateTime: "2021-01-01",
  CountryCode: "NO",
  Currency: "USD",
};

const TAGGED: Readonly<Record<string, (family: Family, name: string) => unknown>> = {
  String: ({ text }, name) => text(name),
  Decimal: ({ tag }) => `${tag}.27`,
  EmailAddress: ({ tag }, name) => `${name.toLowerCase()}@${tag}.example`,
  URL: ({ tag }, name) => `https://${tag}.example/${name}`,
};

const known = <Value>(table: Readonly<Record<string, Value>>, { coordinate, name }: Place): Value | undefined =>
  table[coordinate] ?? table[name];

const optionsFor = (place: Place, { ids, texts, areNew }: Source): readonly unknown[] => {
  const found = known(IDS, place)?.map((name) => name && idIn(ids, name));
  if (found) return found;
  const renewed = (value: unknown): unknown => (areNew ? `${value} new` : value);
  const taken =
    known(TEXTS, place)?.map((text) => text(texts)) ??
    known(TEXTS_OF_TENANT, place)?.map((text) => text(texts.commons));
  if (taken) return taken.map(renewed);
  const constant = known(CONSTANTS, place);
  if (constant !== undefined) return [constant];
  if (place.coordinate === "CustomersImportInput.records") return [record(place, { ids, texts, areNew })];
  if (place.type.name === "JSON") return [{ [place.name]: texts.text(place.name) }];
  if (isEnumType(place.type))
    return place.type
      .getValues()
      .map(({ name }) => name)
      .toReversed();
  const format = formatOf(place);
  if (format in BY_TYPE) return [BY_TYPE[format]];
  const tagged = TAGGED[format];
  if (!tagged) throw new Error(`say in values.ts what ${place.coordinate}, a ${place.type.name}, is given`);
  return [tagged(texts, place.name)];
};

const record = (_: Place, { ids, texts, areNew }: Source) => ({
  companyName: texts.text(areNew ? "imported" : "main"),
  customerId: texts.text(areNew ? "imported" : "accountNumber"),
  parentCustomerId: ids.id("root"),
});

/** Number of values to try at a place. */
export const optionsCount = (place: Place, family: Family): number =>
  optionsFor(place, { ids: family, texts: family }).length;

/** A value of a family for a place. `option` selects among several; beyond the last, it is the last. */
export const valueFor = (place: Place, source: Source, option = 0): unknown => {
  const options = optionsFor(place, source);
  return options[Math.min(option, options.length - 1)];
};
