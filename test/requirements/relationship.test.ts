import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const RELATIONSHIP = `id version relationship {
  funnelStage relationKind industrySegment acquisitionSource referredBy healthScore contractTerms notesSummary internalNote
  mailingOptOut isFormer formerDate isClosed closedAt annualRevenue { amount currencyCode }
} status isActive`;
const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { ${RELATIONSHIP} } userErrors { code message path }
} }`;

const create = async (viewer: Viewer, relationship: object, more: object = {}) =>
  (await ask(viewer, CREATE, { input: { displayName: "Sunrise", relationship, ...more } })).data.customerCreate;

const countOf = async (viewer: Viewer): Promise<number> =>
  (await ask(viewer, "{ customers(filter: { includeInactive: true }) { totalCount } }")).data.customers.totalCount;

const valuesOf = async (name: string): Promise<string[]> => {
  const text = `query ($name: String!) { __type(name: $name) { enumValues { name } } }`;
  const { data } = await ask(given.tenant(), text, { name });
  return data.__type.enumValues.map((value: { name: string }) => value.name).sort();
};

const VALUES = {
  funnelStage: ["FunnelStage", "SUSPECT LEAD HOT_PROSPECT PROSPECT CUSTOMER"],
  relationKind: ["RelationKind", "CUSTOMER PARTNER"],
  industrySegment: [
    "IndustrySegment",
    "CORPORATE RETAIL HOSPITALITY HEALTHCARE EDUCATION GOVERNMENT RESIDENTIAL INDUSTRIAL FINANCIAL OTHER",
  ],
  acquisitionSource: ["AcquisitionSource", "REFERRAL WEB TRADE_SHOW COLD_CALL PARTNER OTHER"],
} as const;

describe("RelationshipInput", () => {
  it.each(Object.entries(VALUES))("has %s with exactly these values, and keeps each", async (field, [type, words]) => {
    const viewer = given.tenant();
    const values = words.split(" ");

    const kept: string[] = [];
    for (const value of values) kept.push((await create(viewer, { [field]: value })).customer.relationship[field]);

    expect(kept).toEqual(values);
    expect(await valuesOf(type)).toEqual([...values].sort());
  });

  it("keeps texts, terms and flags as given, and null for those that were not", async () => {
    const viewer = given.tenant();
    const about = {
      referredBy: "Jens Juul, over lunch",
      notesSummary: "Pays late, orders early.\nLikes tea.",
      contractTerms: { renews: true, notice: { months: 3 }, clauses: ["a", null, 1.5] },
      mailingOptOut: true,
      annualRevenue: { amount: "1200000.50", currencyCode: "SEK" },
    };

    const full = await create(viewer, about);
    const empty = await create(viewer, {});

    expect(full.customer.relationship).toMatchObject(about);
    expect(empty.customer.relationship).toMatchObject({
      industrySegment: null,
      acquisitionSource: null,
      referredBy: null,
      healthScore: null,
      contractTerms: null,
      notesSummary: null,
      internalNote: null,
      mailingOptOut: false,
      isFormer: false,
      isClosed: false,
      annualRevenue: null,
    });
  });

  it.each([0, 57, 100])("accepts a health score of %d", async (healthScore) => {
    const { customer } = await create(given.tenant(), { healthScore });

    expect(customer.relationship.healthScore).toBe(healthScore);
  });

  it.each([
    ["a health score below 0", { healthScore: -1 }, ["relationship", "healthScore"], "-1"],
    ["a health score above 100", { healthScore: 101 }, ["relationship", "healthScore"], "101"],
    [
      "a revenue with three decimal places",
      { annualRevenue: { amount: "1.005" } },
      ["relationship", "annualRevenue", "amount"],
      "1.005",
    ],
    ["contract terms that are no object", { contractTerms: "net 30" }, ["relationship", "contractTerms"], "object"],
  ])("refuses %s, and creates nothing", async (_, relationship, path, told) => {
    const viewer = given.tenant();

    const { customer, userErrors } = await create(viewer, relationship);

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path, message: expect.stringContaining(told) }]);
    expect(await countOf(viewer)).toBe(0);
  });

  it("separates kind and stage: a partner may be at any stage, and so may a customer", async () => {
    const viewer = given.tenant();

    const partner = await create(viewer, { relationKind: "PARTNER", funnelStage: "LEAD" });
    const customer = await create(viewer, { funnelStage: "PROSPECT" });

    expect(partner.customer.relationship).toMatchObject({ relationKind: "PARTNER", funnelStage: "LEAD" });
    expect(customer.customer.relationship).toMatchObject({ relationKind: "CUSTOMER", funnelStage: "PROSPECT" });
  });
});

describe("CommercialRelationship.isClosed", () => {
  it.each([
    ["ACTIVE", false],
    ["ACTIVE", true],
    ["INACTIVE", false],
    ["INACTIVE", true],
  ])("is independent of the status: %s and closed %p can be combined", async (status, isClosed) => {
    const { customer } = await create(given.tenant(), { isClosed }, { status });

    expect(customer).toMatchObject({ isActive: status === "ACTIVE", relationship: { isClosed } });
    expect(customer.relationship.closedAt !== null).toBe(isClosed);
  });
});

describe("CommercialRelationship.internalNote", () => {
  it("may be long, and is shown only with internal:read", async () => {
    const viewer = given.tenant();
    const internalNote = "Never mention the flood. ".repeat(20).trim();
    const { customer } = await create(viewer, { internalNote, notesSummary: "Nice." });
    const text = "query ($id: ID!) { customer(id: $id) { relationship { internalNote notesSummary } } }";

    const outsider = { ...viewer, scopes: new Set(["customers:read"] as const) };
    const { data, errors } = await ask(outsider, text, { id: customer.id });

    expect(internalNote.length).toBeGreaterThan(200);
    expect(customer.relationship.internalNote).toBe(internalNote);
    expect(data.customer.relationship).toEqual({ internalNote: null, notesSummary: "Nice." });
    expect(errors).toMatchObject([
      { path: ["customer", "relationship", "internalNote"], extensions: { code: "FORBIDDEN" } },
    ]);
  });
});
