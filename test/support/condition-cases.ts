import { randomUUID } from "node:crypto";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "./given.ts";
import { asAdmin } from "./tenancy/tables.ts";

/** Conditions by field path. Each matches the customer `Yes Rosé` and does not match the customer `No`. */
export type Cases = Readonly<Record<string, readonly object[]>>;

const MOMENT = "2024-05-06T07:08:09.123Z";

const text = (value: string, part = value.slice(1, -1)): object[] => [
  { equals: value.toUpperCase() },
  { startsWith: value[0] },
  { contains: part },
  { isSet: true },
];

const bounds = (value: unknown, less: unknown, more: unknown): object[] => [
  { gte: value },
  { lte: value, gt: less },
  { gt: less, lt: more },
  { isSet: true },
];

const moment = bounds(MOMENT, "2024-05-06T07:08:09.122Z", "2024-05-06T07:08:09.124Z");
const oneOf = (value: string): object[] => [{ in: [value] }, { isSet: true }];
const always = (value: string): object[] => id(value).slice(0, 2);
const id = (value: string): object[] => [
  { equals: value.toUpperCase() },
  { in: [value, randomUUID()] },
  { isSet: true },
];

/** Rows that customers reference. */
const pickLists = async ({ tenantId }: Viewer) => {
  const [employee, owner, priceList, statusLabel, label, seller] = Array.from({ length: 6 }, () => randomUUID());
  await asAdmin("insert into commercial.employee (tenant_id, id, name) values ($1, $2, 'Ada'), ($1, $3, 'Ben')", [
    tenantId,
    employee,
    owner,
  ]);
  await asAdmin(
    "insert into commercial.price_list (tenant_id, id, code, name, currency_code) values ($1, $2, 'W', 'W', 'EUR')",
    [tenantId, priceList],
  );
  await asAdmin(
    "insert into commercial.status_label (tenant_id, id, name, position, is_active) values ($1, $2, 'Hot', 0, true)",
    [tenantId, statusLabel],
  );
  await asAdmin("insert into commercial.label (tenant_id, id, name) values ($1, $2, 'Fair')", [tenantId, label]);
  await asAdmin("insert into identity.party (tenant_id, id, kind, name) values ($1, $2, 'ORGANIZATION', 'Seller')", [
    tenantId,
    seller,
  ]);
  return { employee, owner, priceList, statusLabel, label, seller } as Record<string, string>;
};

/**
 * A tenant with one customer that has every field, one that has next to none, and conditions that
 * tell them apart.
 */
export const conditionCases = async (): Promise<{ viewer: Viewer; cases: Cases }> => {
  const workspace = randomUUID();
  const viewer: Viewer = { ...given.tenant({ workspaceIds: [workspace], workspaceId: workspace }) };
  const {
    employee = "",
    owner = "",
    priceList = "",
    statusLabel = "",
    label = "",
    seller = "",
  } = await pickLists(viewer);
  const parent = await given.customer(viewer, { displayName: "Parent" });
  const yes = await given.customer(viewer, {
    displayName: "Yes Rosé",
    legalName: "Legal",
    sortName: "Sorted",
    sortIndex: 7.5,
    code: "Code",
    accountNumber: "Account",
    status: "SUSPENDED",
    visibilityMode: "WORKSPACE_LOCAL",
    workspaceId: workspace,
    parentId: parent,
    party: { person: { firstName: "First", lastName: "Last" } },
    externalIdentifiers: [
      { source: "NETSUITE", externalId: "Ext 1" },
      { source: "LEDGER", externalId: "Led 2" },
    ],
    relationship: {
      funnelStage: "LEAD",
      relationKind: "PARTNER",
      upgradeDate: MOMENT,
      downgradeDate: MOMENT,
      customerSince: MOMENT,
      isFormer: true,
      formerDate: MOMENT,
      isClosed: true,
      closedAt: MOMENT,
      sellerRelationId: seller,
      accountManagerId: employee,
      ownerIds: [owner],
      priceListId: priceList,
      statusLabelId: statusLabel,
      labelIds: [label],
      industrySegment: "RETAIL",
      acquisitionSource: "WEB",
      referredBy: "Referrer",
      healthScore: 50,
      annualRevenue: { amount: "1000.50", currencyCode: "SEK" },
      mailingOptOut: true,
      internalNote: "Secret",
      notesSummary: "Summary",
    },
    finance: {
      taxRegistrations: [{ number: "DE 811115368", countryCode: "DE" }],
      taxClass: "WHOLESALE",
      taxExempt: true,
      taxProfile: { taxCode: "T19", reverseCharge: true, exemptionReason: "Reason" },
      exemptionCertificates: [{ number: "Cert 1" }],
      creditLimit: { amount: "500.25", currencyCode: "SEK" },
      creditHold: { isOnHold: true, reason: "Hold" },
      paymentTerms: "Net 30",
      sendInvoiceReminders: true,
      billingPreferences: {
        invoiceDelivery: "POST",
        invoiceEmail: "bill@yes.example",
        purchaseOrderRequired: true,
        consolidated: true,
      },
    },
    primaryEmail: "info@yes.example",
    primaryPhone: "+49 30 901820",
    faxNumber: "+49 30 901821",
    website: "https://yes.example/",
    contacts: [{ name: "Contact One", jobTitle: "Buyer", email: "one@contact.example", phone: "+49 30 901822" }],
    addresses: [{ street: "Street 1", city: "Malmö", region: "Skåne", postalCode: "211 20", countryCode: "SE" }],
  });
  await given.customer(viewer, {
    displayName: "No",
    visibilityMode: "GLOBAL",
    workspaceId: null,
    finance: { sendInvoiceReminders: false },
  });
  await given.customer(viewer, {
    displayName: "Twin",
    status: "ARCHIVED",
    visibilityMode: "GLOBAL",
    workspaceId: null,
    primaryEmail: "ONE@contact.example",
  });
  const [twin] = await asAdmin<{ id: string }>(
    "update identity.customer set status = case display_name when 'Parent' then 'ARCHIVED' else status end, created_at = case display_name when 'No' then now() else $2::timestamptz end, updated_at = case display_name when 'No' then now() else $2::timestamptz end where tenant_id = $1 returning id",
    [viewer.tenantId, MOMENT],
  );
  const [{ party = "" } = {}] = await asAdmin<{ party: string }>(
    "select party_id as party from identity.customer where tenant_id = $1 and id = $2",
    [viewer.tenantId, yes],
  );
  const [{ id: archived = "" } = {}] = await asAdmin<{ id: string }>(
    "select id from identity.customer where tenant_id = $1 and display_name = 'Twin'",
    [viewer.tenantId],
  );
  if (!twin) throw new Error("there are customers");
  const number = bounds(7.5, 7, 8);
  return {
    viewer: { ...viewer, subject: owner },
    cases: {
      id: always(yes),
      displayName: [...text("Yes Rosé").slice(0, 3), { contains: "SÉ" }, { contains: "s" }],
      legalName: text("Legal"),
      sortName: text("Sorted"),
      sortIndex: [...number, { equals: 7.5 }],
      code: text("Code"),
      accountNumber: text("Account"),
      status: [{ in: ["SUSPENDED"] }],
      visibilityMode: [{ in: ["WORKSPACE_LOCAL"] }],
      workspaceId: id(workspace),
      parentId: id(parent),
      underId: [parent as never],
      isMine: [true as never],
      duplicateOfId: [archived as never],
      createdAt: [{ lte: MOMENT }, { gte: MOMENT, lt: "2024-05-07T00:00:00Z" }],
      updatedAt: [{ lte: MOMENT }],
      "party.id": always(party),
      "party.kind": [{ in: ["PERSON"] }],
      "party.firstName": text("First"),
      "party.lastName": text("Last"),
      "externalIdentifier.source": oneOf("LEDGER"),
      "externalIdentifier.externalId": text("Ext 1"),
      "relationship.funnelStage": [{ in: ["LEAD", "PROSPECT"] }],
      "relationship.relationKind": [{ in: ["PARTNER"] }],
      "relationship.upgradeDate": moment,
      "relationship.downgradeDate": moment,
      "relationship.customerSince": moment,
      "relationship.isFormer": [true as never],
      "relationship.formerDate": moment,
      "relationship.isClosed": [true as never],
      "relationship.closedAt": moment,
      "relationship.sellerRelationId": id(seller),
      "relationship.accountManagerId": id(employee),
      "relationship.ownerId": id(owner),
      "relationship.priceListId": id(priceList),
      "relationship.statusLabelId": id(statusLabel),
      "relationship.labelId": id(label),
      "relationship.industrySegment": oneOf("RETAIL"),
      "relationship.acquisitionSource": oneOf("WEB"),
      "relationship.referredBy": text("Referrer"),
      "relationship.healthScore": [...bounds(50, 49, 51), { equals: 50 }],
      "relationship.annualRevenue": [...bounds("1000.50", "1000.49", "1000.51"), { equals: "1000.5" }],
      "relationship.annualRevenueCurrency": oneOf("SEK"),
      "relationship.mailingOptOut": [true as never],
      "relationship.internalNote": text("Secret"),
      "relationship.notesSummary": text("Summary"),
      "finance.taxNumber": [{ equals: "de-811 115 368" }, { startsWith: "DE8" }, { contains: "1115" }, { isSet: true }],
      "finance.taxCountryCode": oneOf("DE"),
      "finance.taxValidation": [{ isSet: true }],
      "finance.taxClassification": [{ in: ["B2B"] }],
      "finance.taxClass": oneOf("WHOLESALE"),
      "finance.taxExempt": [true as never],
      "finance.taxCode": text("T19"),
      "finance.reverseCharge": [{ equals: true }, { isSet: true }],
      "finance.taxExemptionReason": text("Reason"),
      "finance.exemptionCertificateNumber": text("Cert 1"),
      "finance.creditLimit": [...bounds("500.25", "500.24", "500.26"), { equals: "500.250" }],
      "finance.creditLimitCurrency": oneOf("SEK"),
      "finance.isOnCreditHold": [true as never],
      "finance.creditHoldReason": text("Hold"),
      "finance.creditHoldSince": [{ gt: MOMENT }, { isSet: true }],
      "finance.creditHoldBy": text("tester"),
      "finance.paymentTermsKind": oneOf("NET"),
      "finance.paymentTermInDays": [...bounds(30, 29, 31), { equals: 30 }],
      "finance.paymentTermsLabel": [{ contains: "30" }, { isSet: true }],
      "finance.sendInvoiceReminders": [true as never],
      "finance.invoiceDelivery": oneOf("POST"),
      "finance.invoiceEmail": text("bill@yes.example"),
      "finance.purchaseOrderRequired": [{ equals: true }],
      "finance.consolidatedInvoices": [{ equals: true }],
      primaryEmail: text("info@yes.example"),
      primaryPhone: text("+49 30 901820"),
      faxNumber: text("+49 30 901821"),
      website: text("https://yes.example/"),
      emailDomain: [...text("contact.example"), { equals: "yes.example" }],
      "contact.name": text("Contact One"),
      "contact.jobTitle": text("Buyer"),
      "contact.email": text("one@contact.example"),
      "contact.phoneE164": [{ startsWith: "+4930" }, { isSet: true }],
      "address.street": text("Street 1"),
      "address.city": text("Malmö"),
      "address.region": text("Skåne"),
      "address.postalCode": text("211 20"),
      "address.countryCode": oneOf("SE"),
    },
  };
};
