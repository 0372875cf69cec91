import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const NAMES = "{ displayName }";

describe("Query.customerByExternalId", () => {
  const BY = `query ($externalId: String!, $all: Boolean) {
    customerByExternalId(source: NETSUITE, externalId: $externalId, includeInactive: $all) ${NAMES} }`;

  it("finds the customer by the system and the id there", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, {
      displayName: "By NetSuite",
      externalIdentifiers: [{ source: "NETSUITE", externalId: "7" }],
    });
    await given.customer(viewer, {
      displayName: "By Salesforce",
      externalIdentifiers: [{ source: "SALESFORCE", externalId: "7" }],
    });

    const found = await ask(viewer, BY, { externalId: "7" });
    const none = await ask(viewer, BY, { externalId: "8" });
    const impossible = await ask(viewer, BY, { externalId: "7\0" });
    const stranger = await ask(given.tenant(), BY, { externalId: "7" });

    expect(found.data.customerByExternalId).toEqual({ displayName: "By NetSuite" });
    expect([none, impossible, stranger].map(({ data }) => data.customerByExternalId)).toEqual([null, null, null]);
    expect(impossible.errors).toEqual([]);
  });

  it.each(["INACTIVE", "ARCHIVED"] as const)("leaves out %s customers unless requested", async (status) => {
    const viewer = given.tenant();
    await given.customer(viewer, {
      displayName: "Old",
      status,
      externalIdentifiers: [{ source: "NETSUITE", externalId: "7" }],
    });

    const without = await ask(viewer, BY, { externalId: "7" });
    const all = await ask(viewer, BY, { externalId: "7", all: true });

    expect(without.data.customerByExternalId).toBeNull();
    expect(all.data.customerByExternalId).toEqual({ displayName: "Old" });
  });

  it("looks up any number of ids with one statement", async () => {
    const viewer = given.tenant();
    const ids = await given.customers(viewer, 20);
    const fields = ids.map((id, n) => `c${n}: customerByExternalId(source: NETSUITE, externalId: "${id}") { id }`);

    const { data, statements } = await ask(viewer, `{ ${fields.join(" ")} }`);

    expect(Object.values(data)).toEqual(ids.map((id) => ({ id })));
    expect(statements).toHaveLength(1);
  });
});

describe("Query.customersByAccountNumber", () => {
  const BY = `query ($number: String!, $all: Boolean) {
    customersByAccountNumber(accountNumber: $number, includeInactive: $all) ${NAMES} }`;

  it("lists the customers of a number by name, inactive ones only on request", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "B", accountNumber: "CUST-001" });
    await given.customer(viewer, { displayName: "A", accountNumber: "CUST-001" });
    await given.customer(viewer, { displayName: "C", accountNumber: "CUST-001", status: "INACTIVE" });
    await given.customer(viewer, { displayName: "D", accountNumber: "CUST-002" });

    const inUse = await ask(viewer, BY, { number: "CUST-001" });
    const all = await ask(viewer, BY, { number: "CUST-001", all: true });
    const stranger = await ask(given.tenant(), BY, { number: "CUST-001" });

    expect(inUse.data.customersByAccountNumber).toEqual([{ displayName: "A" }, { displayName: "B" }]);
    expect(all.data.customersByAccountNumber).toHaveLength(3);
    expect(stranger.data.customersByAccountNumber).toEqual([]);
  });

  it("returns at most 100, and looks up any number of numbers with one statement", async () => {
    const viewer = given.tenant();
    await given.customers(viewer, 1);
    for (let n = 0; n < 101; n += 1) await given.customer(viewer, { accountNumber: "many" });

    const { data, statements } = await ask(
      viewer,
      `{ many: customersByAccountNumber(accountNumber: "many") { id }
         one: customersByAccountNumber(accountNumber: "A-1") { id }
         none: customersByAccountNumber(accountNumber: "\\u0000") { id } }`,
    );

    expect([data.many.length, data.one.length, data.none.length]).toEqual([100, 1, 0]);
    expect(statements).toHaveLength(1);
  });
});

describe("Party.customers", () => {
  const OF = `query ($id: ID!, $after: String) { customer(id: $id) { party { customers(first: 2, after: $after) {
    totalCount nodes ${NAMES} pageInfo { hasNextPage endCursor }
  } } } }`;

  it("pages through the relationships of one party that the viewer may see", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const id = await given.customer(viewer, { displayName: "a", party: { person: { lastName: "Okafor" } } });
    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { party { id } } }", { id });
    const party = { id: data.customer.party.id };
    await given.customer(viewer, { displayName: "c", party, status: "ARCHIVED" });
    await given.customer(viewer, { displayName: "b", party });
    await given.customer(member, { displayName: "hidden", party });

    const first = (await ask(viewer, OF, { id })).data.customer.party.customers;
    const second = (await ask(viewer, OF, { id, after: first.pageInfo.endCursor })).data.customer.party.customers;
    const whole = (await ask(member, OF, { id })).data.customer.party.customers;

    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [{ displayName: "a" }, { displayName: "b" }],
      pageInfo: { hasNextPage: true },
    });
    expect(second).toMatchObject({ nodes: [{ displayName: "c" }], pageInfo: { hasNextPage: false } });
    expect(whole.totalCount).toBe(4);
  });

  it("works for a party requested by its id, and is empty for a stranger's", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: "Alster Tea" });
    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { party { id } } }", { id });
    const BY_PARTY = `query ($id: ID!) { party(id: $id) { displayName customers { nodes { id } } } }`;

    const own = await ask(viewer, BY_PARTY, { id: data.customer.party.id });
    const stranger = await ask(given.tenant(), BY_PARTY, { id: data.customer.party.id });

    expect(own.data.party).toEqual({ displayName: "Alster Tea", customers: { nodes: [{ id }] } });
    expect(stranger.data.party).toBeNull();
  });
});
