import { createHash } from "node:crypto";
import { GROUP_KEYS } from "../../subgraphs/directory/groups/keys.ts";
import type {
  CustomerCondition,
  CustomerGroupKey,
  QueryCustomerGroupsArgs,
} from "../../subgraphs/directory/schema.generated.ts";

/** The id of the nth record of a kind in a tenant: `md5('label 3 ' || tenant)`, as `ROWS` makes them. */
const idOf = (kind: string, number: number, tenant: string): string =>
  createHash("md5")
    .update(`${kind} ${number} ${tenant}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** Every kind of filter, common and rare values of each. `$parent` has a twentieth of all customers below it. */
export const filtersFor = (tenant: string, parent: string): Readonly<Record<string, CustomerCondition>> => ({
  "name contains, common": { displayName: { contains: "bakery" } },
  "name contains, rare": { displayName: { contains: "tide works" } },
  "name contains two letters": { displayName: { contains: "q" } },
  "name starts with": { displayName: { startsWith: "kestrel" } },
  code: { code: { equals: "c77" } },
  "account number starts with, rare": { accountNumber: { startsWith: "a-99" } },
  "account number starts with, common": { accountNumber: { startsWith: "a-" } },
  status: { status: { in: ["ACTIVE"] } },
  "status, rare": { status: { in: ["ARCHIVED"] } },
  kind: { party: { kind: { in: ["PERSON"] } } },
  workspace: { workspaceId: { equals: idOf("workspace", 3, tenant) } },
  roots: { parentId: { isSet: false } },
  parent: { parentId: { equals: parent } },
  subtree: { underId: parent },
  stage: { relationship: { funnelStage: { in: ["LEAD"] } } },
  former: { relationship: { isFormer: true } },
  closed: { relationship: { isClosed: true } },
  "manager of many": { relationship: { accountManagerId: { equals: idOf("employee", 1, tenant) } } },
  "manager of few": { relationship: { accountManagerId: { equals: idOf("employee", 60, tenant) } } },
  "no manager": { relationship: { accountManagerId: { isSet: false } } },
  owner: { relationship: { ownerId: { equals: idOf("employee", 40, tenant) } } },
  "no owner": { relationship: { ownerId: { isSet: false } } },
  "price list": { relationship: { priceListId: { equals: idOf("price list", 9, tenant) } } },
  "status label": { relationship: { statusLabelId: { equals: idOf("status label", 7, tenant) } } },
  "label of a third": { relationship: { labelId: { equals: idOf("label", 1, tenant) } } },
  "label of one in 6,561": { relationship: { labelId: { equals: idOf("label", 8, tenant) } } },
  industry: { relationship: { industrySegment: { in: ["OTHER"] } } },
  health: { relationship: { healthScore: { gte: 98 } } },
  "annual revenue": { relationship: { annualRevenue: { gte: "900000" } } },
  "customer since": { relationship: { customerSince: { gte: "2026-09-01T00:00:00Z" } } },
  "opted out": { relationship: { mailingOptOut: true } },
  "tax class": { finance: { taxClass: { in: ["RETAIL_EXEMPT"] } } },
  "tax number": { finance: { taxNumber: { startsWith: "DE10000" } } },
  "on credit hold": { finance: { isOnCreditHold: true } },
  "credit limit": { finance: { creditLimit: { gte: "1000", lte: "1010" } } },
  currency: { finance: { creditLimitCurrency: { in: ["SEK"] } } },
  "payment term": { finance: { paymentTermInDays: { equals: 45 } } },
  country: { address: { countryCode: { in: ["IT"] } } },
  city: { address: { city: { equals: "malmö" } } },
  "e-mail domain": { emailDomain: { equals: "c77.example" } },
  "external system": { externalIdentifier: { source: { in: ["NETSUITE"] } } },
  created: { createdAt: { gte: "2026-11-01T00:00:00Z" } },
  "not a stage": { not: { relationship: { funnelStage: { in: ["CUSTOMER"] } } } },
  "one of two managers or a label": {
    or: [
      { relationship: { accountManagerId: { in: [idOf("employee", 50, tenant), idOf("employee", 60, tenant)] } } },
      { relationship: { labelId: { equals: idOf("label", 7, tenant) } } },
    ],
  },
  duplicates: { duplicateOfId: parent },
});

/** What is typed, by what it means. */
export const SEARCHES: Readonly<Record<string, string>> = {
  "the first word of many names": "cedar",
  "the second word of many names": "bakery",
  "both in the other order": "bakery cedar",
  "a beginning of many names": "ce",
  "the city of many": "berlin",
  "a word of a name and a city": "bakery berlin",
  "a code": "c4711",
  "an e-mail address": "office@c4711.example",
  "the end of a telephone number": "30 4711",
  "a tax number": "DE 100 000 077",
  "a misspelt word of many names": "bakrey",
  "two misspelt words": "ceadr bakrey",
  "what nobody has": "zzz",
};

/** What customers are grouped by: all of them, and few of them. */
export const groupsFor = (tenant: string): Readonly<Record<string, QueryCustomerGroupsArgs>> => {
  const where = { relationship: { accountManagerId: { equals: idOf("employee", 60, tenant) } } };
  const keys = Object.keys(GROUP_KEYS) as CustomerGroupKey[];
  return {
    ...Object.fromEntries(keys.map((key) => [`${key} of all`, { by: [key] }])),
    ...Object.fromEntries(keys.map((key) => [`${key} of a manager of few`, { where, by: [key] }])),
    "FUNNEL_STAGE of all, with sums": { by: ["FUNNEL_STAGE"], sums: ["CREDIT_LIMIT", "ANNUAL_REVENUE"] },
  };
};
