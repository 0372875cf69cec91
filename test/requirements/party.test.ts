import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { given } from "../support/given.ts";
import { ask } from "../support/graph.ts";

const CUSTOMER = `id version displayName tenantId tenant { id defaultCurrency }
  party { __typename id displayName ... on Person { firstName lastName } }
  relationship { funnelStage isFormer mailingOptOut } finance { creditLimit { amount } } status primaryEmail`;
const CREATE = `mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) {
  customer { ${CUSTOMER} } userErrors { code message path }
} }`;
const UPDATE = `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
  customer { ${CUSTOMER} } userErrors { code message path }
} }`;
const DELETE = `mutation ($id: ID!) { customerDelete(input: { customerId: $id }) {
  deletedCustomerId userErrors { code message path }
} }`;
const STAGE = `mutation ($input: CustomerFunnelStageSetInput!) { customerFunnelStageSet(input: $input) {
  customer { ${CUSTOMER} } userErrors { code message path }
} }`;
const PARTY = "query ($id: ID!) { party(id: $id) { __typename id displayName customers { nodes { id } } } }";

const create = async (viewer: Viewer, input: object) => (await ask(viewer, CREATE, { input })).data.customerCreate;

const countOf = async (viewer: Viewer): Promise<number> =>
  (await ask(viewer, "{ customers(filter: { includeInactive: true }) { totalCount } }")).data.customers.totalCount;

const KINDS = {
  Organization: { organization: { name: "Sunrise" } },
  Person: { person: { firstName: "Mina", lastName: "Okafor" } },
};

describe("CustomerCreateInput.party", () => {
  it.each(Object.entries(KINDS))("can be a new %s, with the same fields and lifecycle", async (kind, party) => {
    const viewer = given.tenant();

    const { customer } = await create(viewer, {
      party,
      status: "SUSPENDED",
      relationship: { funnelStage: "LEAD", isFormer: true, mailingOptOut: true },
      finance: { creditLimit: { amount: "10.00" } },
      primaryEmail: "hello@sunrise.example",
    });
    const { data } = await ask(viewer, STAGE, { input: { customerId: customer.id, funnelStage: "CUSTOMER" } });

    expect(customer).toMatchObject({
      party: { __typename: kind },
      status: "SUSPENDED",
      relationship: { funnelStage: "LEAD", isFormer: true, mailingOptOut: true },
      finance: { creditLimit: { amount: "10.00" } },
      primaryEmail: "hello@sunrise.example",
    });
    expect(data.customerFunnelStageSet.customer).toMatchObject({
      id: customer.id,
      party: customer.party,
      relationship: { funnelStage: "CUSTOMER" },
    });
  });

  it.each([
    ["both an organization and a person", { organization: { name: "Sunrise" }, person: { lastName: "Okafor" } }],
    ["a person and the id of another one", { person: { lastName: "Okafor" }, id: randomUUID() }],
    ["neither", {}],
  ])("is refused with %s, and nothing is created", async (_, party) => {
    const viewer = given.tenant();

    const { customer, userErrors } = await create(viewer, { displayName: "Sunrise", party });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([
      {
        code: "INVALID",
        path: ["party"],
        message: expect.stringContaining("exactly one of organization, person and id"),
      },
    ]);
    expect(await countOf(viewer)).toBe(0);
  });

  it("requires the last name of a person", async () => {
    const viewer = given.tenant();

    const without = await ask(viewer, CREATE, { input: { party: { person: { firstName: "Mina" } } } });
    const { userErrors } = await create(viewer, { party: { person: { firstName: "Mina", lastName: " " } } });
    const { customer } = await create(viewer, { party: { person: { lastName: "Okafor" } } });

    expect(without.data).toBeUndefined();
    expect(without.errors).toMatchObject([{ message: expect.stringContaining('"lastName"') }]);
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["party", "person", "lastName"] }]);
    expect(customer.party).toMatchObject({ firstName: null, lastName: "Okafor" });
    expect(await countOf(viewer)).toBe(1);
  });
});

describe("CustomerUpdateInput.party", () => {
  it.each([
    ["an organization into a person", KINDS.Organization, { person: { lastName: "Okafor" } }, "organization"],
    ["a person into an organization", KINDS.Person, { organization: { name: "Sunrise" } }, "person"],
  ])("never makes %s", async (_, party, changes, allowed) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer, { party });

    const { data } = await ask(
      viewer,
      `mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) {
        customer { id } userErrors { code message path params { allowed } }
      } }`,
      { input: { customerId, party: changes } },
    );
    const after = await ask(viewer, "query ($id: ID!) { customer(id: $id) { version party { __typename } } }", {
      id: customerId,
    });

    expect(data.customerUpdate).toMatchObject({
      customer: null,
      userErrors: [{ code: "NOT_ALLOWED", path: ["party"], params: { allowed: [allowed] } }],
    });
    expect(after.data.customer.version).toBe(1);
    expect(after.data.customer.party.__typename.toLowerCase()).toBe(allowed);
  });

  it("renames the party for every customer that shares it", async () => {
    const viewer = given.tenant();
    const { customer } = await create(viewer, { party: KINDS.Organization });
    await create(viewer, { displayName: "Sunrise, second shop", party: { id: customer.party.id } });

    await ask(viewer, UPDATE, { input: { customerId: customer.id, party: { organization: { name: "Sunset" } } } });
    const { data } = await ask(
      viewer,
      "query ($id: ID!) { party(id: $id) { displayName customers { nodes { displayName party { displayName } } } } }",
      { id: customer.party.id },
    );

    expect(data.party).toEqual({
      displayName: "Sunset",
      customers: {
        nodes: [
          { displayName: "Sunrise, second shop", party: { displayName: "Sunset" } },
          { displayName: "Sunset", party: { displayName: "Sunset" } },
        ],
      },
    });
  });
});

describe("Mutation.customerDelete", () => {
  it.each(Object.entries(KINDS))("removes the role and keeps the %s", async (kind, party) => {
    const viewer = given.tenant();
    const { customer } = await create(viewer, { party });

    const { data } = await ask(viewer, DELETE, { id: customer.id });
    const found = await ask(viewer, "query ($id: ID!) { customer(id: $id) { id } }", { id: customer.id });
    const left = await ask(viewer, PARTY, { id: customer.party.id });

    expect(data.customerDelete).toEqual({ deletedCustomerId: customer.id, userErrors: [] });
    expect(found.data.customer).toBeNull();
    expect(await countOf(viewer)).toBe(0);
    expect(left.data.party).toMatchObject({ __typename: kind, id: customer.party.id, customers: { nodes: [] } });
  });

  it("keeps a party that can become a customer again", async () => {
    const viewer = given.tenant();
    const { customer } = await create(viewer, { party: KINDS.Organization });
    await ask(viewer, DELETE, { id: customer.id });

    const again = await create(viewer, { party: { id: customer.party.id } });

    expect(again.userErrors).toEqual([]);
    expect(again.customer.party).toEqual(customer.party);
    expect(again.customer.id).not.toBe(customer.id);
  });
});

describe("Customer.tenantId", () => {
  it("comes from the token, and no input has it", async () => {
    const viewer = given.tenant();

    const { customer } = await create(viewer, { displayName: "Sunrise" });
    const { errors } = await ask(viewer, CREATE, { input: { displayName: "Sunrise", tenantId: randomUUID() } });

    expect(customer.tenantId).toBe(viewer.tenantId);
    expect(customer.tenant).toEqual({ id: viewer.tenantId, defaultCurrency: "EUR" });
    expect(errors).toMatchObject([{ message: expect.stringContaining('"tenantId" is not defined') }]);
  });
});
