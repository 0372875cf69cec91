import { describe, expect, it } from "@jest/globals";
import { graphql } from "graphql";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomer } from "../../../subgraphs/directory/commands/update.ts";
import type { FinanceInput } from "../../../subgraphs/finance/commands/index.ts";
import { finance as subgraph } from "../../../subgraphs/finance/server.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const FIELDS = `version finance {
  creditLimit { amount currencyCode } creditHold { isOnHold reason since by }
  paymentTerms { kind code dueInDays paymentTermInDays label } } `;
const ERRORS = "userErrors { code message path customer { version } }";

const MUTATIONS = {
  creditLimitSet: `mutation ($input: CreditLimitSetInput!) { creditLimitSet(input: $input) { customer { ${FIELDS} } ${ERRORS} } }`,
  creditHoldSet: `mutation ($input: CreditHoldSetInput!) { creditHoldSet(input: $input) { customer { ${FIELDS} } ${ERRORS} } }`,
  paymentTermsSet: `mutation ($input: PaymentTermsSetInput!) { paymentTermsSet(input: $input) { customer { ${FIELDS} } ${ERRORS} } }`,
};

const run = async (viewer: Viewer, mutation: keyof typeof MUTATIONS, input: Record<string, unknown>) =>
  (await ask(viewer, MUTATIONS[mutation], { input })).data[mutation];

const read = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

const change = (viewer: Viewer, id: string, finance: FinanceInput) =>
  testDatabase.session(viewer.tenantId).write((manager) => updateCustomer(manager, viewer, id, { finance }));

describe("Mutation.creditLimitSet", () => {
  it("sets the limit in the tenant's currency, or in any other, and clears it", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const own = await run(viewer, "creditLimitSet", {
      customerId,
      creditLimit: { amount: "50000.5" },
      expectedVersion: 1,
    });
    const other = await run(viewer, "creditLimitSet", {
      customerId,
      creditLimit: { amount: "7", currencyCode: "jpy" },
    });
    const same = await run(viewer, "creditLimitSet", {
      customerId,
      creditLimit: { amount: "7", currencyCode: "JPY" },
    });
    const cleared = await run(viewer, "creditLimitSet", { customerId, creditLimit: null });

    expect(own.customer).toMatchObject({
      version: 2,
      finance: { creditLimit: { amount: "50000.50", currencyCode: "EUR" } },
    });
    expect(other.customer).toMatchObject({
      version: 3,
      finance: { creditLimit: { amount: "7", currencyCode: "JPY" } },
    });
    expect(same.customer.version).toBe(3);
    expect(cleared.customer).toMatchObject({ version: 4, finance: { creditLimit: null } });
  });

  it.each([
    ["a third decimal place", { creditLimit: { amount: "1.005" } }, "INVALID", ["creditLimit", "amount"]],
    ["less than nothing", { creditLimit: { amount: "-1" } }, "INVALID", ["creditLimit", "amount"]],
    ["nothing said", {}, "REQUIRED", ["creditLimit"]],
  ])("refuses %s, and writes nothing", async (_, input, code, path) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { customer, userErrors } = await run(viewer, "creditLimitSet", { customerId, ...input });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code, path, message: expect.stringMatching(/^("|This is required)/) }]);
    expect((await read(viewer, customerId)).version).toBe(1);
  });
});

describe("Mutation.creditHoldSet", () => {
  it("holds credit, records since when and by whom, and releases it", async () => {
    const viewer = given.tenant({ subject: "ada@fjord.example" });
    const customerId = await given.customer(viewer);
    const free = (await read(viewer, customerId)).finance.creditHold;

    const held = await run(viewer, "creditHoldSet", { customerId, isOnHold: true, reason: "Three invoices overdue" });
    const again = await run({ ...viewer, subject: "ole" }, "creditHoldSet", {
      customerId,
      isOnHold: true,
      reason: "Four invoices overdue",
    });
    const same = await run(viewer, "creditHoldSet", { customerId, isOnHold: true });
    const released = await run(viewer, "creditHoldSet", { customerId, isOnHold: false });

    expect(free).toEqual({ isOnHold: false, reason: null, since: null, by: null });
    expect(held.customer.finance.creditHold).toMatchObject({
      isOnHold: true,
      reason: "Three invoices overdue",
      by: "ada@fjord.example",
    });
    expect(again.customer.finance.creditHold).toEqual({
      ...held.customer.finance.creditHold,
      reason: "Four invoices overdue",
    });
    expect(same.customer.version).toBe(3);
    expect(released.customer).toMatchObject({ version: 4, finance: { creditHold: free } });
  });

  it.each([
    ["a reason without a hold", { isOnHold: false, reason: "none" }],
    ["a reason that is too long", { isOnHold: true, reason: "x".repeat(1_001) }],
  ])("refuses %s, and writes nothing", async (_, input) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { userErrors } = await run(viewer, "creditHoldSet", { customerId, ...input });

    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["reason"] }]);
    expect((await read(viewer, customerId)).version).toBe(1);
  });

  it("can be part of a whole-customer write", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { finance: { creditHold: { isOnHold: true, reason: "New" } } });

    const held = (await read(viewer, id)).finance.creditHold;
    await change(viewer, id, { creditHold: null });

    expect(held).toMatchObject({ isOnHold: true, reason: "New", by: "tester" });
    expect((await read(viewer, id)).finance.creditHold.isOnHold).toBe(false);
  });
});

describe("Mutation.paymentTermsSet", () => {
  it.each([
    [
      { paymentTerms: "Net 30" },
      { kind: "NET", code: "NET_30", dueInDays: 30, paymentTermInDays: 30, label: "Net 30" },
    ],
    [{ paymentTerms: "Due on Receipt" }, { kind: "RECEIPT", dueInDays: 0, label: "Due on Receipt" }],
    [{ paymentTerms: "half now" }, { kind: "CUSTOM", code: "CUSTOM", paymentTermInDays: null, label: "half now" }],
    [
      { paymentTermInDays: 0 },
      { kind: "RECEIPT", code: "DUE_ON_RECEIPT", paymentTermInDays: 0, label: "Due on receipt" },
    ],
    [{ paymentTermInDays: -0 }, { kind: "RECEIPT", paymentTermInDays: 0 }],
    [
      { paymentTermInDays: 14.5 },
      { kind: "NET", code: "CUSTOM", dueInDays: 15, paymentTermInDays: 14.5, label: "Net 14.5" },
    ],
    [{ paymentTermInDays: 60 }, { kind: "NET", code: "NET_60", dueInDays: 60, paymentTermInDays: 60, label: "Net 60" }],
    [{ paymentTermInDays: 1e-7 }, { kind: "NET", dueInDays: 1, paymentTermInDays: 1e-7 }],
    [{ paymentTermInDays: 999_999_999 }, { kind: "NET", dueInDays: 999_999_999 }],
    [{ paymentTermInDays: null }, null],
  ])("sets %p", async (input, terms) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { finance: { paymentTerms: "Net 45" } });

    const { customer, userErrors } = await run(viewer, "paymentTermsSet", { customerId, ...input });

    expect(userErrors).toEqual([]);
    if (terms) expect(customer.finance.paymentTerms).toMatchObject(terms);
    else expect(customer.finance.paymentTerms).toBeNull();
  });

  it("keeps terms as written when the days are the same", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { finance: { paymentTerms: "due upon receipt" } });

    const { customer } = await run(viewer, "paymentTermsSet", { customerId, paymentTermInDays: 0 });

    expect(customer).toMatchObject({ version: 1, finance: { paymentTerms: { label: "due upon receipt" } } });
  });

  it("keeps exact days when their own name is written back", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { finance: { paymentTermInDays: 14.5 } });

    const { customer } = await run(viewer, "paymentTermsSet", { customerId, paymentTerms: "Net 14.5" });

    expect(customer).toMatchObject({ version: 1, finance: { paymentTerms: { paymentTermInDays: 14.5 } } });
  });

  it.each([
    ["both at once", { paymentTerms: "Net 30", paymentTermInDays: 30 }, "INVALID", ["paymentTermInDays"]],
    ["both at once, one of them null", { paymentTerms: null, paymentTermInDays: 30 }, "INVALID", ["paymentTermInDays"]],
    ["neither", {}, "REQUIRED", ["paymentTerms"]],
    ["days before the invoice", { paymentTermInDays: -1 }, "INVALID", ["paymentTermInDays"]],
    ["more days than can be counted", { paymentTermInDays: 1e300 }, "INVALID", ["paymentTermInDays"]],
    ["a label that is too long", { paymentTerms: "x".repeat(10_001) }, "INVALID", ["paymentTerms"]],
    ["a blank label", { paymentTerms: " " }, "INVALID", ["paymentTerms"]],
  ])("refuses %s, and writes nothing", async (_, input, code, path) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { finance: { paymentTerms: "Net 45" } });

    const { customer, userErrors } = await run(viewer, "paymentTermsSet", { customerId, ...input });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code, path }]);
    expect(await read(viewer, customerId)).toMatchObject({
      version: 1,
      finance: { paymentTerms: { label: "Net 45" } },
    });
  });

  it("is refused the same way in a whole-customer write", async () => {
    await expect(
      given.customer(given.tenant(), { finance: { paymentTerms: "Net 1", paymentTermInDays: 1 } }),
    ).rejects.toMatchObject({
      userErrors: [{ code: "INVALID", path: ["finance", "paymentTermInDays"] }],
    });
  });
});

const TERMS = "effectivePaymentTerms { label dueInDays }";

describe("Customer.effectivePaymentTerms", () => {
  it("are the customer's own, else those of its nearest ancestor", async () => {
    const viewer = given.tenant();
    const ids = await given.chain(viewer, "Group", "Company", "Branch", "Desk");
    await change(viewer, ids[0] ?? "", { paymentTerms: "Net 90" });
    await change(viewer, ids[2] ?? "", { paymentTermInDays: 14.5 });

    const { data } = await ask(
      viewer,
      `query ($ids: [ID!]!) { customersById(ids: $ids) { ${TERMS} finance { paymentTerms { label } } } }`,
      {
        ids: [...ids, await given.customer(viewer)],
      },
    );

    expect(
      data.customersById.map(
        ({ effectivePaymentTerms }: { effectivePaymentTerms: { label: string } | null }) =>
          effectivePaymentTerms?.label,
      ),
    ).toEqual(["Net 90", "Net 90", "Net 14.5", "Net 14.5", undefined]);
    expect(data.customersById[1].finance.paymentTerms).toBeNull();
  });

  it("follow a customer that moves", async () => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer, { finance: { paymentTerms: "Net 15" } });
    const customerId = await given.customer(viewer);

    const { data } = await ask(
      viewer,
      `mutation ($input: CustomerParentSetInput!) { customerParentSet(input: $input) { customer { effectivePaymentTerms { dueInDays } } } }`,
      { input: { customerId, parentId } },
    );

    expect(data.customerParentSet.customer.effectivePaymentTerms).toEqual({ dueInDays: 15 });
  });
});

describe("relatives named by a caller of the subgraph", () => {
  it("reveal nothing of another tenant", async () => {
    const id = await given.customer(given.tenant(), {
      finance: { paymentTerms: "Net 30", creditLimit: { amount: "9" } },
    });
    const viewer = given.tenant();
    const own = await given.customer(viewer);

    const { data, errors } = await graphql({
      schema: subgraph.schema,
      source: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { ${TERMS} } } }`,
      variableValues: { keys: [{ __typename: "Customer", id: own, ancestorIds: [id] }] },
      contextValue: subgraph.createContext({ viewer, db: testDatabase.session(viewer.tenantId) }),
    });

    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      _entities: [{ effectivePaymentTerms: null }],
    });
  });
});
