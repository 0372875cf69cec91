import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateCustomers } from "../../../subgraphs/directory/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const CUSTOMER = `
  version displayName legalName sortName sortIndex code accountNumber status visibilityMode
  party { __typename displayName ... on Person { firstName lastName } }
  externalIdentifiers { source externalId } parent { displayName }
  relationship {
    funnelStage isFormer isClosed healthScore internalNote owners { name } accountManager { name } mailingOptOut contractTerms
    annualRevenue { amount currencyCode } funnelStageHistory { nodes { from to } }
  }
  finance {
    taxRegistrations { number isPrimary } taxClassification taxClass creditLimit { amount currencyCode } paymentTerms { label }
    creditHold { isOnHold reason } exemptionCertificates { number } billingPreferences { invoiceEmail extra }
  }
  primaryEmail primaryPhoneE164 website
  contacts { nodes { name email phoneE164 isPrimary } }
  addresses { nodes { city extra purposes defaultFor isPrimary } }`;

const UPDATE_MANY = `mutation ($input: CustomersUpdateInput!) { customersUpdate(input: $input) {
  results { index outcome customer { id } userErrors { code message path customer { version } params { allowed } } }
  userErrors { code message path }
} }`;

const READ = `query ($ids: [ID!]!) { customersById(ids: $ids) { ${CUSTOMER} } }`;

const read = async (viewer: Viewer, ids: readonly string[]) => (await ask(viewer, READ, { ids })).data.customersById;

const update = async (viewer: Viewer, input: object) => {
  const { data, errors } = await ask(viewer, UPDATE_MANY, { input });
  expect(errors).toEqual([]);
  return data.customersUpdate;
};

const outcomes = ({ results }: { results: { outcome: string }[] }) => results.map(({ outcome }) => outcome);

const several = (viewer: Viewer, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => given.customer(viewer, { displayName: `Nordlys ${n}` })));

/** A change to every field, with different values for each number. */
const wholeChange = (n: number) => ({
  displayName: `Renamed ${n}`,
  legalName: `Renamed ${n} ApS`,
  sortIndex: n + 0.5,
  code: `R-${n}`,
  status: "SUSPENDED",
  party: { organization: { name: `Party ${n}` } },
  externalIdentifiers: [{ source: "NETSUITE", externalId: `ns-${n}` }],
  relationship: {
    funnelStage: "LEAD",
    healthScore: n % 100,
    mailingOptOut: true,
    contractTerms: { b: n, a: ["x", null, 1.5] },
    annualRevenue: { amount: `${n}.50`, currencyCode: "DKK" },
    isClosed: true,
  },
  finance: {
    taxRegistrations: [{ number: "DE811115368" }, { number: `X${n}` }],
    creditLimit: { amount: "100.00" },
    creditHold: { isOnHold: true, reason: `Because ${n}` },
    paymentTerms: "Net 30",
    exemptionCertificates: [{ number: `C-${n}` }],
    billingPreferences: { invoiceEmail: `pay${n}@nordlys.example`, extra: { z: n, a: {} } },
  },
  primaryEmail: `hej${n}@nordlys.example`,
  primaryPhone: "22 12 34 56",
  contacts: [{ name: "Ida", email: "ida@nordlys.example", phone: "22 12 34 56" }, { name: "Jens" }],
  addresses: [{ city: "Odense", countryCode: "DK", extra: { y: 1, x: n } }],
  billingAddress: { city: `Aarhus ${n}`, countryCode: "DK" },
});

describe("Mutation.customersUpdate", () => {
  it("changes each customer as customerUpdate does, in every facet", async () => {
    const [alone, together] = [given.tenant(), given.tenant()];
    const changes = [
      wholeChange(1),
      { code: "ONLY" },
      { relationship: { funnelStage: "CUSTOMER", internalNote: "Quiet." }, website: "https://nordlys.example" },
      { finance: { taxNumber: "DK 12 34 56 78", taxClass: "RETAIL" }, shippingAddress: { city: "Skagen" } },
      { displayName: "Nordlys 4" },
      { contacts: [{ name: "Mads", isPrimary: true }], status: "CHURNED" },
    ];
    const ofAlone = await several(alone, changes.length);
    const ofTogether = await several(together, changes.length);
    for (const [n, change] of changes.entries()) {
      const input = { customerId: ofAlone[n], ...change };
      const text =
        "mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { userErrors { message } } }";
      expect((await ask(alone, text, { input })).data.customerUpdate.userErrors).toEqual([]);
    }

    const customers = changes.map((change, n) => ({ customerId: ofTogether[n]?.toUpperCase(), change }));
    const payload = await update(together, { customers });

    expect(outcomes(payload)).toEqual(["UPDATED", "UPDATED", "UPDATED", "UPDATED", "UNCHANGED", "UPDATED"]);
    expect(payload.results.map(({ customer }: { customer: { id: string } }) => customer.id)).toEqual(ofTogether);
    expect(await read(together, ofTogether)).toEqual(await read(alone, ofAlone));
  });

  it("makes one change of many, and what is so already stays as it is", async () => {
    const viewer = given.tenant();
    const ids = await several(viewer, 3);
    await update(viewer, { ids: ids.slice(0, 1), change: { status: "SUSPENDED" } });

    const payload = await update(viewer, { ids, change: { status: "SUSPENDED" } });

    expect(outcomes(payload)).toEqual(["UNCHANGED", "UPDATED", "UPDATED"]);
    expect(await read(viewer, ids)).toMatchObject(ids.map(() => ({ status: "SUSPENDED", version: 2 })));
  });

  it.each([
    [
      "changes of each",
      (ids: string[], n: number) => ({
        customers: ids.map((customerId, i) => ({ customerId, change: wholeChange(n + i) })),
      }),
    ],
    ["one change of all", (ids: string[]) => ({ ids, change: { ...wholeChange(0), externalIdentifiers: undefined } })],
  ])("takes as many statements for 500 customers as for one: %s", async (_, inputOf) => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, 511);
    const counts: number[] = [];
    for (const [from, count] of [
      [0, 1],
      [1, 10],
      [11, 500],
    ] as const) {
      let statements = 0;
      const session = testDatabase.session(viewer.tenantId, () => {
        statements += 1;
      });
      const input = inputOf(ids.slice(from, from + count), from);

      const results = await session.write((manager) => updateCustomers(manager, viewer, input as never));

      expect(results.map(({ outcome, userErrors }) => [outcome, userErrors])).toEqual(
        Array(count).fill(["UPDATED", []]),
      );
      counts.push(statements);
    }

    expect(new Set(counts).size).toBe(1);
  });

  it("writes nothing at all if one is refused", async () => {
    const viewer = given.tenant();
    const ids = await several(viewer, 3);
    const before = await read(viewer, ids);
    const customers = ids.map((customerId, n) => ({ customerId, change: { code: `C${n}`, status: "ARCHIVED" } }));
    const refused = { customerId: ids[1], expectedVersion: 7, change: { code: "", displayName: null } };

    const payload = await update(viewer, { customers: [customers[0], refused, customers[2]] });

    expect(outcomes(payload)).toEqual(["REFUSED", "REFUSED", "REFUSED"]);
    expect(payload.results[0]).toMatchObject({ customer: null, userErrors: [] });
    expect(payload.results[1].userErrors).toMatchObject([
      { code: "CONFLICT", path: ["customers", "1", "expectedVersion"], customer: { version: 1 } },
      { code: "REQUIRED", path: ["customers", "1", "change", "displayName"] },
      { code: "INVALID", path: ["customers", "1", "change", "code"] },
    ]);
    expect(await read(viewer, ids)).toEqual(before);
  });

  it.each([
    ["of its own", (id: string, change: object) => ({ customers: [{ customerId: id, change }] }), ["customers", "0"]],
    ["for all", (id: string, change: object) => ({ ids: [id], change }), []],
  ])("says all at once what is wrong with a change %s, amounts in the tenant's currency too", async (_, of, prefix) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    const amount = "1.2345";
    const change = {
      displayName: " ",
      relationship: { healthScore: 101, annualRevenue: { amount } },
      finance: { creditLimit: { amount }, paymentTermInDays: -1 },
      contacts: [{ name: "Ida" }, { name: "" }],
    };

    const { results } = await update(viewer, of(id, change));

    expect(results[0].userErrors.map(({ path }: { path: string[] }) => path.join("."))).toEqual(
      [
        "displayName",
        "relationship.healthScore",
        "relationship.annualRevenue.amount",
        "finance.creditLimit.amount",
        "finance.paymentTermInDays",
        "contacts.1.name",
      ].map((path) => [...prefix, "change", path].join(".")),
    );
  });

  it("with REJECT_FAILED writes the others, and nothing of those that are refused halfway", async () => {
    const viewer = given.tenant();
    const ids = await several(viewer, 6);
    await update(viewer, {
      ids: ids.slice(5),
      change: { externalIdentifiers: [{ source: "LEDGER", externalId: "x" }] },
    });
    const before = await read(viewer, ids);
    const taken = [{ source: "LEDGER", externalId: "x" }];
    const change = (n: number, more: object) => ({ customerId: ids[n], change: { code: `C${n}`, ...more } });

    const payload = await update(viewer, {
      errorPolicy: "REJECT_FAILED",
      customers: [
        change(0, { relationship: { funnelStage: "LEAD" } }),
        change(1, { externalIdentifiers: taken, contacts: [{ name: "Ida" }] }),
        change(2, { relationship: { funnelStage: "LEAD", accountManagerId: randomUUID() } }),
        change(3, { parentId: ids[4] }),
        change(4, { parentId: ids[3] }),
        { customerId: randomUUID(), change: { code: "C" } },
      ],
    });

    const [first, second, third, fourth, fifth, sixth] = payload.results;
    expect(first.outcome).toBe("UPDATED");
    expect(second.userErrors).toMatchObject([
      { code: "TAKEN", path: ["customers", "1", "change", "externalIdentifiers", "0", "externalId"] },
    ]);
    expect(third.userErrors).toMatchObject([
      { code: "NOT_FOUND", path: ["customers", "2", "change", "relationship", "accountManagerId"] },
    ]);
    expect([fourth.outcome, fifth.outcome]).toEqual(["UPDATED", "REFUSED"]);
    expect(fifth.userErrors).toMatchObject([{ code: "CYCLE", path: ["customers", "4", "change", "parentId"] }]);
    expect(sixth.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["customers", "5", "customerId"] }]);
    const after = await read(viewer, ids);
    expect(after[0]).toMatchObject({ code: "C0", version: 2, relationship: { funnelStage: "LEAD" } });
    expect(after[3]).toMatchObject({ code: "C3", version: 2, parent: { displayName: "Nordlys 4" } });
    for (const n of [1, 2, 4, 5]) expect(after[n]).toEqual(before[n]);
  });

  it("refuses the second of two that want the same free id of another system", async () => {
    const viewer = given.tenant();
    const ids = await several(viewer, 2);
    const change = { externalIdentifiers: [{ source: "LEDGER", externalId: "same" }] };

    const payload = await update(viewer, { ids, change, errorPolicy: "REJECT_FAILED" });

    expect(outcomes(payload)).toEqual(["UPDATED", "REFUSED"]);
    expect(payload.results[1].userErrors).toMatchObject([
      { code: "TAKEN", path: ["change", "externalIdentifiers", "0", "externalId"] },
    ]);
  });

  it("says in a dry run what would happen, and writes nothing", async () => {
    const viewer = given.tenant();
    const ids = await several(viewer, 3);
    await update(viewer, { ids: ids.slice(0, 1), change: { code: "SAME" } });
    const before = await read(viewer, ids);
    const customers = ids.map((customerId) => ({ customerId, change: { code: "SAME" } }));
    const refused = { customerId: ids[2], change: { status: "ARCHIVED", parentId: ids[2] } };

    const payload = await update(viewer, {
      customers: [customers[0], customers[1], refused],
      dryRun: true,
      errorPolicy: "REJECT_FAILED",
    });

    expect(outcomes(payload)).toEqual(["UNCHANGED", "UPDATED", "REFUSED"]);
    expect(await read(viewer, ids)).toEqual(before);
  });

  it("does a request with the same idempotencyKey once", async () => {
    const viewer = given.tenant();
    const ids = await several(viewer, 2);
    const input = { ids, change: { code: "ONCE" }, idempotencyKey: "k1" };

    const first = await update(viewer, input);
    await update(viewer, { ids, change: { code: "LATER" } });
    const again = await update(viewer, input);
    const other = await update(viewer, { ...input, change: { code: "OTHER" } });

    expect(again).toEqual(first);
    expect(other.userErrors).toMatchObject([{ code: "INVALID", path: ["idempotencyKey"] }]);
    expect(await read(viewer, ids)).toMatchObject([{ code: "LATER" }, { code: "LATER" }]);
  });

  it("treats customers of other workspaces and tenants as unknown", async () => {
    const workspaceId = randomUUID();
    const viewer = given.tenant();
    const member = { ...viewer, workspaceIds: [workspaceId], workspaceId };
    const hidden = await given.customer(member, { displayName: "Hidden" });
    const foreign = await given.customer(given.tenant());
    const own = await given.customer(viewer);

    const payload = await update(viewer, {
      ids: [hidden, foreign, "nonsense", own],
      change: { code: "X" },
      errorPolicy: "REJECT_FAILED",
    });

    expect(outcomes(payload)).toEqual(["REFUSED", "REFUSED", "REFUSED", "UPDATED"]);
    expect(payload.results.slice(0, 3).map(({ userErrors }: { userErrors: object[] }) => userErrors)).toMatchObject([
      [{ code: "NOT_FOUND", path: ["ids", "0"] }],
      [{ code: "NOT_FOUND", path: ["ids", "1"] }],
      [{ code: "NOT_FOUND", path: ["ids", "2"] }],
    ]);
    expect((await read(member, [hidden]))[0]).toMatchObject({ code: null, version: 1 });
  });

  const id = randomUUID();
  it.each([
    ["neither way", {}, ["ids"]],
    ["ids without a change", { ids: [id] }, ["change"]],
    ["a change without ids", { change: {} }, ["ids"]],
    ["both ways", { customers: [{ customerId: id, change: {} }], ids: [id], change: {} }, ["ids"]],
    ["nobody", { customers: [] }, ["customers"]],
    ["too many", { ids: Array.from({ length: 501 }, () => randomUUID()), change: {} }, ["ids"]],
    ["one customer twice", { ids: [id, id.toUpperCase()], change: {} }, ["ids", "1"]],
    ["a key in a dry run", { ids: [id], change: {}, dryRun: true, idempotencyKey: "k" }, ["idempotencyKey"]],
  ])("refuses a request with %s", async (_, input, path) => {
    const payload = await update(given.tenant(), input);

    expect(payload.results).toBeNull();
    expect(payload.userErrors).toMatchObject([{ path }]);
  });

  it("needs the scopes of what is changed", async () => {
    const viewer = given.tenant();
    const ids = [await given.customer(viewer)];
    const writer = { ...viewer, scopes: new Set(["customers:read", "customers:write"]) };
    const changes = [{ finance: { taxClass: "RETAIL" } }, { primaryEmail: "a@nordlys.example" }];

    const refused = [
      ...(await Promise.all(changes.map((change) => ask(writer, UPDATE_MANY, { input: { ids, change } })))),
      await ask(writer, UPDATE_MANY, { input: { customers: [{ customerId: ids[0], change: changes[0] }] } }),
    ];

    expect(refused.map(({ errors }) => errors[0]?.message)).toEqual([
      "input.change.finance needs the scope finance:write.",
      "input.change.primaryEmail needs the scope contacts:write.",
      "input.customers.0.change.finance needs the scope finance:write.",
    ]);
  });
});
