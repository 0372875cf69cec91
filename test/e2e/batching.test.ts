import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const SIZES = [1, 10, 1_000];

/** The fields of a customer page: every facet, every list, and the hierarchy in both directions. */
const FIELDS: Readonly<
  Record<string, { readonly text: string; readonly statements: Readonly<Record<string, number>> }>
> = {
  "identity: the customer itself": { text: "displayName version", statements: {} },
  "identity: the party": { text: "party { displayName }", statements: { identity: 1 } },
  "identity: external identifiers": { text: "externalIdentifiers { externalId }", statements: { identity: 1 } },
  "identity: the parent": { text: "parent { displayName }", statements: { identity: 1 } },
  "identity: the root and the ancestors": {
    text: "root { displayName } ancestors { depth customer { displayName } }",
    statements: { identity: 1 },
  },
  "identity: children with their count": {
    text: "children(first: 2) { totalCount nodes { displayName } }",
    statements: { identity: 2 },
  },
  "identity: statuses, sharing, order": {
    text: "recordStatus transactionStatus isActive canTransact deletedAt sortIndex visibilityMode sharedWithWorkspaceIds",
    statements: {},
  },
  "identity: the customers of the party": {
    text: "party { customers(first: 2) { totalCount nodes { displayName } } }",
    statements: { identity: 3 },
  },
  "identity: descendants": {
    text: "descendants { depth parentId customer { displayName } }",
    statements: { identity: 1 },
  },
  "commercial: the relationship": { text: "relationship { funnelStage }", statements: { commercial: 1 } },
  "commercial: account manager, owners, price list": {
    text: "relationship { accountManager { name } owners { name } primaryOwner { name } priceList { code } }",
    statements: { commercial: 4 },
  },
  "commercial: the status label": { text: "relationship { statusLabel { name } }", statements: { commercial: 2 } },
  "commercial: the history of the stage with its count": {
    text: "relationship { funnelStageHistory(first: 1) { totalCount nodes { from to changedAt } } }",
    statements: { commercial: 3 },
  },
  "commercial: labels with their count": {
    text: "relationship { labels(first: 1) { totalCount nodes { name } } }",
    statements: { commercial: 3 },
  },
  "commercial: notes with their count": {
    text: "relationship { notes(first: 1) { totalCount nodes { text } } }",
    statements: { commercial: 3 },
  },
  "commercial: activities and attachments": {
    text: "relationship { activities(first: 1) { nodes { subject } } attachments(first: 1) { nodes { url } } }",
    statements: { commercial: 3 },
  },
  "finance: the profile": {
    text: "finance { creditLimit { amount } paymentTerms { label code dueInDays } }",
    statements: { finance: 1 },
  },
  "finance: tax registrations": {
    text: "finance { taxNumber taxRegistrations { number } }",
    statements: { finance: 2 },
  },
  "finance: exemption, tax profile, hold and billing": {
    text: `finance { effectiveTaxExempt exemptionCertificates { number isActive } taxProfile { extra } creditHold { isOnHold }
      billingPreferences { extra } taxClassification }`,
    statements: { finance: 2 },
  },
  "finance: the terms of those above": {
    text: "effectivePaymentTerms { label }",
    statements: { identity: 1, finance: 1 },
  },
  "directory: what those below may owe": {
    text: "creditExposure { amount currencyCode } creditExposureIsComplete",
    statements: { directory: 1 },
  },
  "contacts: the account": { text: "primaryEmail primaryPhone effectiveEmail", statements: { contacts: 1 } },
  "contacts: contacts with their count": {
    text: "contacts(first: 1) { totalCount nodes { name } } primaryContact { name }",
    statements: { contacts: 3 },
  },
  "contacts: addresses and slots": {
    text: "addresses { nodes { city defaultFor } } primaryAddress { city } billingAddress { city } shippingAddress { city }",
    statements: { contacts: 2 },
  },
};

/** Customers below one parent, created once for each size: the tests only read. */
const made = new Map<number, Promise<{ readonly viewer: Viewer; readonly ids: readonly string[] }>>();

const make = async (size: number) => {
  const viewer = given.tenant();
  return { viewer, ids: await given.customers(viewer, size, await given.customer(viewer)) };
};

const customersOf = (size: number) => {
  const known = made.get(size) ?? make(size);
  made.set(size, known);
  return known;
};

const countBySubgraph = (statements: readonly { subgraph: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { subgraph } of statements) counts[subgraph] = (counts[subgraph] ?? 0) + 1;
  return counts;
};

describe.each(Object.entries(FIELDS))("%s", (_, { text, statements }) => {
  it.each(SIZES)("takes the same number of statements for %d customers", async (size) => {
    const { viewer, ids } = await customersOf(size);
    const pages = Array.from({ length: Math.ceil(size / 100) }, (_, page) => ids.slice(page * 100, page * 100 + 100));
    const query = `query (${pages.map((_, page) => `$p${page}: [ID!]!`).join(" ")}) {
      ${pages.map((_, page) => `p${page}: customersById(ids: $p${page}) { id ${text} }`).join(" ")}
    }`;

    const answer = await ask(viewer, query, Object.fromEntries(pages.map((page, index) => [`p${index}`, page])));

    expect(answer.errors).toEqual([]);
    expect(
      Object.values(answer.data)
        .flat()
        .map((customer) => (customer as { id: string }).id),
    ).toEqual(ids);
    expect(countBySubgraph(answer.statements)).toEqual({ ...statements, identity: 1 + (statements.identity ?? 0) });
  });
});
