import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const BY_IDS = `query ($ids: [ID!]!) { customersById(ids: $ids) { id displayName } }`;

describe("Query.customersById", () => {
  it("answers in the order of the ids, with null for unknown ones", async () => {
    const viewer = given.tenant();
    const a = await given.customer(viewer, { displayName: "Alster Tea" });
    const b = await given.customer(viewer, { displayName: "Bremen Coffee" });

    const { data } = await ask(viewer, BY_IDS, { ids: [b, randomUUID(), "no id at all", a.toUpperCase()] });

    expect(data.customersById).toEqual([
      { id: b, displayName: "Bremen Coffee" },
      null,
      null,
      { id: a, displayName: "Alster Tea" },
    ]);
  });

  it("refuses more than 100 ids", async () => {
    const { errors } = await ask(given.tenant(), BY_IDS, { ids: Array.from({ length: 101 }, randomUUID) });

    expect(errors).toMatchObject([
      { message: "ids: 101 are too many. Give at most 100.", extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  it("shows nothing to another tenant", async () => {
    const id = await given.customer(given.tenant());

    const { data } = await ask(given.tenant(), BY_IDS, { ids: [id] });

    expect(data.customersById).toEqual([null]);
  });

  it("needs the scope customers:read", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const { data, errors } = await ask({ ...viewer, scopes: new Set() }, BY_IDS, { ids: [id] });

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ["customersById"], extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("Customer.party", () => {
  it("is a person or an organization, with the name computed for a person", async () => {
    const viewer = given.tenant();
    const person = { firstName: "Mina", lastName: "Okafor" };
    const id = await given.customer(viewer, { displayName: null, party: { person } });

    const { data } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { displayName party { __typename displayName ... on Person { lastName } } } }`,
      { id },
    );

    expect(data.customer).toEqual({
      displayName: "Mina Okafor",
      party: { __typename: "Person", displayName: "Mina Okafor", lastName: "Okafor" },
    });
  });
});

describe("Customer.externalIdentifier", () => {
  it("returns the id in one other system", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { externalIdentifiers: [{ source: "SALESFORCE", externalId: "001-77" }] });

    const { data } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) {
        salesforce: externalIdentifier(source: SALESFORCE) { externalId }
        netsuite: externalIdentifier(source: NETSUITE) { externalId }
        externalIdentifiers { source externalId }
      } }`,
      { id },
    );

    expect(data.customer).toEqual({
      salesforce: { externalId: "001-77" },
      netsuite: null,
      externalIdentifiers: [{ source: "SALESFORCE", externalId: "001-77" }],
    });
  });
});
