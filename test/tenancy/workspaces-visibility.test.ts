import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { ask } from "../support/graph.ts";
import { ALL, sql, threeCustomers, VIEWER_TITLES, VISIBLE_TO } from "../support/workspaces.ts";

let world: Awaited<ReturnType<typeof threeCustomers>>;
beforeAll(async () => {
  world = await threeCustomers();
});

describe.each(VIEWER_TITLES)("Somebody %s", (_, who) => {
  const seen = VISIBLE_TO[who];
  const expected = () => seen.map((which) => ({ displayName: world.nameOf[which] }));
  const viewer = (): Viewer => world.viewers[who];
  const read = async (text: string, variables: object = {}) => {
    const { data, errors } = await ask(viewer(), text, { ...variables });
    expect(errors).toEqual([]);
    return data;
  };

  it("finds customers by id, in order, with null for the others", async () => {
    const ids = ALL.map((which) => world.ids[which]);

    const data = await read(
      "query ($ids: [ID!]!) { customersById(ids: $ids) { displayName relationship { funnelStage } } }",
      {
        ids,
      },
    );

    const shown = (which: (typeof ALL)[number]) =>
      seen.includes(which) ? { displayName: world.nameOf[which], relationship: { funnelStage: "CUSTOMER" } } : null;
    expect(data.customersById).toEqual(ALL.map(shown));
  });

  it.each([
    ["all", {}],
    ["by a part of the name", { nameContains: "customer 0" }],
    ["by a facet", { funnelStage: ["CUSTOMER"] }],
    ["by the terms", { paymentTermInDays: 30 }],
    ["by a country", { countryCode: ["DE"] }],
    ["of the roots", { parentId: null }],
  ])("lists %s, and counts what is listed", async (_, filter) => {
    const data = await read(
      "query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount nodes { displayName } } }",
      { filter },
    );

    expect(data.customers).toEqual({ totalCount: seen.length, nodes: expected() });
  });

  it.each([
    ["a name", "Customer 0000"],
    ["an account number", "A-"],
    ["an e-mail address", "c"],
    ["a tax number", "DE"],
  ])("searches by %s, and counts what is found", async (_, text) => {
    const wanted = text === "c" ? ALL.map((_, n) => `c${n + 1}@shop.example`) : [text];

    const found = await Promise.all(
      wanted.map((each) =>
        read(`query ($t: String!) { customerSearch(text: $t) { totalCount nodes { displayName } } }`, { t: each }),
      ),
    );

    expect(found.flatMap(({ customerSearch }) => customerSearch.nodes).toSorted(byName)).toEqual(expected());
    expect(found.reduce((sum, { customerSearch }) => sum + customerSearch.totalCount, 0)).toBe(seen.length);
  });

  it.each(ALL)("looks the %s one up by its keys", async (which) => {
    const id = world.ids[which];
    const number = ALL.indexOf(which) + 1;

    const data = await read(
      `query ($id: String!, $number: String!, $tax: String!) {
        customerByExternalId(source: NETSUITE, externalId: $id) { displayName }
        customersByAccountNumber(accountNumber: $number) { displayName }
        customersByTaxNumber(taxNumber: $tax) { displayName }
      }`,
      { id, number: `A-${number}`, tax: `DE${number}` },
    );

    const one = { displayName: world.nameOf[which] };
    expect(data).toEqual({
      customerByExternalId: seen.includes(which) ? one : null,
      customersByAccountNumber: seen.includes(which) ? [one] : [],
      customersByTaxNumber: seen.includes(which) ? [one] : [],
    });
  });

  it.each(ALL)("sees the party of the %s one through one of its customers", async (which) => {
    const [row] = await sql<{ party: string }>(
      viewer(),
      "select c.party_id as party from identity.customer c where c.tenant_id = $1 and c.id = $2",
      world.ids[which],
    );

    const { party } = await read("query ($id: ID!) { party(id: $id) { displayName customers { totalCount } } }", {
      id: row?.party,
    });

    expect(party).toEqual(
      seen.includes(which) ? { displayName: world.nameOf[which], customers: { totalCount: 1 } } : null,
    );
  });
});

const byName = (a: { displayName: string }, b: { displayName: string }): number =>
  a.displayName < b.displayName ? -1 : 1;
