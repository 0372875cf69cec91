import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { id version displayName legalName status visibilityMode createdAt updatedAt
    relationship { relationKind funnelStage } finance { taxExempt } }
  userErrors { code message path }
} }`;

const create = async (viewer: Viewer, input: object) => (await ask(viewer, CREATE, { input })).data.customerCreate;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("Customer.id", () => {
  it("is a UUID of the system's own making, and not the party's", async () => {
    const viewer = given.tenant();
    const { customer } = await create(viewer, { displayName: "Sunrise" });

    const { data } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { id party { id } } }", {
      id: customer.id,
    });
    const byParty = await ask(viewer, "query ($id: ID!) { customer(id: $id) { id } party(id: $id) { id } }", {
      id: data.customer.party.id,
    });
    const stage = await ask(
      viewer,
      `mutation ($id: ID!) { customerChangeStage(input: { customerId: $id, stage: CUSTOMER }) {
        customer { id } userErrors { code path }
      } }`,
      { id: data.customer.party.id },
    );

    expect(data.customer.id).toMatch(UUID);
    expect(data.customer.party.id).toMatch(UUID);
    expect(byParty.data).toEqual({ customer: null, party: { id: data.customer.party.id } });
    expect(stage.data.customerChangeStage).toEqual({
      customer: null,
      userErrors: [{ code: "NOT_FOUND", path: ["customerId"] }],
    });
  });

  it("is no input: the ids of other systems have their own places", async () => {
    const viewer = given.tenant();

    const { errors } = await ask(viewer, CREATE, { input: { displayName: "Sunrise", id: "4021" } });
    const { customer } = await create(viewer, { displayName: "Sunrise", accountNumber: "4021" });

    expect(errors).toMatchObject([{ message: expect.stringContaining('"id" is not defined') }]);
    expect(customer.id).toMatch(UUID);
  });
});

describe("Customer.createdAt, updatedAt", () => {
  it.each([
    ["identity", { code: "SUN" }],
    ["commercial", { relationship: { healthScore: 3 } }],
    ["finance", { finance: { taxExempt: true } }],
    ["contacts", { primaryPhone: "+45 55 55 01 23" }],
  ])("are set by themselves; the second follows every change, also of %s", async (_, changes) => {
    const viewer = given.tenant();
    const before = Date.now();
    const { customer } = await create(viewer, { displayName: "Sunrise" });
    await new Promise((resolve) => setTimeout(resolve, 5));

    const { data } = await ask(
      viewer,
      `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
        customer { version createdAt updatedAt } userErrors { code }
      } }`,
      { input: { customerId: customer.id, ...changes } },
    );

    expect(Math.abs(Date.parse(customer.createdAt) - before)).toBeLessThan(5_000);
    expect(customer.updatedAt).toBe(customer.createdAt);
    expect(data.customerUpdate.customer).toMatchObject({ version: 2, createdAt: customer.createdAt });
    expect(Date.parse(data.customerUpdate.customer.updatedAt)).toBeGreaterThan(Date.parse(customer.updatedAt));
  });
});

describe("Query.customers", () => {
  const LIST = `query ($filter: CustomerFilter, $after: String) { customers(filter: $filter, first: 2, after: $after) {
    totalCount nodes { displayName party { __typename } } pageInfo { hasNextPage endCursor }
  } }`;

  it.each([
    ["ORGANIZATION", "Organization"],
    ["PERSON", "Person"],
  ])("pages through those of kind %s with the same filters as the other kind", async (partyKind, typename) => {
    const viewer = given.tenant();
    for (const name of ["Sun A", "Sun B", "Sun C", "Moon"]) {
      await given.customer(viewer, { displayName: name, party: { organization: { name } } });
      await given.customer(viewer, { displayName: name, party: { person: { lastName: name } } });
    }
    const filter = { partyKind, nameContains: "sun", isClosed: false };

    const first = await ask(viewer, LIST, { filter });
    const { endCursor } = first.data.customers.pageInfo;
    const second = await ask(viewer, LIST, { filter, after: endCursor });

    const nodes = [...first.data.customers.nodes, ...second.data.customers.nodes];
    expect(nodes).toEqual(
      ["Sun A", "Sun B", "Sun C"].map((displayName) => ({ displayName, party: { __typename: typename } })),
    );
    expect(first.data.customers).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(second.data.customers.pageInfo.hasNextPage).toBe(false);
  });
});

describe("Query.customer", () => {
  it("gives what a customer points to, nested, and only the fields that are asked for", async () => {
    const viewer = given.tenant();
    const [, middle] = await given.chain(viewer, "The Group", "Sunrise");
    const id = await given.customer(viewer, {
      party: { person: { firstName: "Mina", lastName: "Okafor" } },
      displayName: null,
      parentId: middle,
    });

    const { data } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) {
        displayName
        party { ... on Person { firstName lastName } customers { nodes { id } } }
        parent { displayName parent { displayName children { nodes { displayName } } } }
        relationship { accountManager { name } }
      } }`,
      { id },
    );

    expect(data.customer).toEqual({
      displayName: "Mina Okafor",
      party: { firstName: "Mina", lastName: "Okafor", customers: { nodes: [{ id }] } },
      parent: {
        displayName: "Sunrise",
        parent: { displayName: "The Group", children: { nodes: [{ displayName: "Sunrise" }] } },
      },
      relationship: { accountManager: null },
    });
  });

  it("tells party kind and stage of every customer, the two halves of one type name", async () => {
    const viewer = given.tenant();
    const kinds = [{ organization: { name: "Sunrise" } }, { person: { lastName: "Okafor" } }];
    const stages = ["SUSPECT", "LEAD", "HOT_PROSPECT", "PROSPECT", "CUSTOMER"] as const;
    for (const party of kinds) {
      for (const funnelStage of stages) await given.customer(viewer, { party, relationship: { funnelStage } });
    }

    const { data } = await ask(
      viewer,
      "{ customers(orderBy: { field: CREATED_AT }) { nodes { party { __typename } relationship { funnelStage } } } }",
    );

    const types = data.customers.nodes.map(
      (node: { party: { __typename: string }; relationship: { funnelStage: string } }) =>
        `${node.party.__typename}.${node.relationship.funnelStage}`,
    );
    expect(types.sort()).toEqual(
      ["Organization", "Person"].flatMap((kind) => stages.map((stage) => `${kind}.${stage}`)).sort(),
    );
  });
});

describe("Mutation.customerCreate", () => {
  it("needs no more than a legal name, a display name and what kind of customer it is", async () => {
    const { customer, userErrors } = await create(given.tenant(), {
      legalName: "Sunrise LLC",
      displayName: "Sunrise",
      relationship: { relationKind: "PARTNER" },
    });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({
      legalName: "Sunrise LLC",
      displayName: "Sunrise",
      status: "ACTIVE",
      visibilityMode: "GLOBAL",
      relationship: { relationKind: "PARTNER" },
      finance: { taxExempt: false },
    });
  });
});
