import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { composeLocal } from "../../cli/graph/compose-local.ts";
import { localTransports } from "../../cli/graph/local-graph.ts";
import { SDL } from "../../cli/graph/sdl.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { inProcess } from "../../gateway/transport/in-process.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import { projectFile } from "../../platform/project.ts";
import { testDatabase } from "../support/graph.ts";
import { type Family, memberOf, newFamily } from "../support/tenancy/family.ts";
import { settle } from "../support/tenancy/tables.ts";

/** The SDL in the documentation on extending the graph. */
const [, ADDRESS_SDL = ""] =
  /```graphql\n(type Delivery [\s\S]*?)```/.exec(readFileSync(projectFile("docs", "extending.md"), "utf8")) ?? [];

const REGISTRATION_SDL = `
  type Query { deliveries: [Delivery!]! sales: [Sale!]! }
  type Sale { taxedUnder: TaxRegistration }
  type TaxRegistration @key(fields: "id", resolvable: false) { id: ID! }
  type Customer @key(fields: "id", resolvable: false) { id: ID! }`;

let family: Family;
let deliveries: readonly { readonly id: string; readonly shipToId: string }[] = [];

const shared = readFileSync(projectFile("schema", "shared.graphql"), "utf8");
const orders = defineSubgraph({
  name: "orders",
  sdl: [shared, ADDRESS_SDL, REGISTRATION_SDL].join("\n"),
  resolvers: {
    Query: {
      deliveries: () => deliveries,
      sales: () => [{ taxedUnder: { id: family.id("taxRegistration") } }],
    },
    Delivery: { shipTo: ({ shipToId }: { shipToId: string }) => ({ id: shipToId }) },
  },
  entities: [],
  createContext: ({ viewer }) => ({ viewer }),
});

const toTheFive = localTransports({ database: testDatabase });
const toOrders = inProcess({
  name: "orders",
  schema: orders.schema,
  createContext: ({ viewer }) => ({ viewer }),
});
const gateway = await createGateway({
  supergraphSdl: composeLocal({ ...SDL, orders: orders.sdl }).supergraphSdl,
  transports: (name) => (name === "orders" ? toOrders : toTheFive(name)),
});
await gateway.load({ apollo: {} as never });
afterAll(() => gateway.stop?.());

const ask = async (viewer: Viewer, text: string) => {
  const context = { viewer, authorization: undefined, requestId: randomUUID() };
  return gateway.execute({ document: parse(text), variables: {}, context });
};

beforeAll(async () => {
  family = await settle(newFamily());
  deliveries = [family.id("address"), randomUUID()].map((shipToId) => ({ id: randomUUID(), shipToId }));
});

describe("A subgraph that refers to an address of a customer", () => {
  it("shows the address, and nothing of one that is not there", async () => {
    const { data, errors } = await ask(memberOf(family), "{ deliveries { shipTo { city countryCode } } }");

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      deliveries: [
        { shipTo: { city: family.text("city"), countryCode: "DE" } },
        { shipTo: { city: null, countryCode: null } },
      ],
    });
  });

  it("shows nothing of it to those who do not see the customer", async () => {
    const stranger = memberOf(newFamily());

    const { data } = await ask(stranger, "{ deliveries { shipTo { city countryCode } } }");

    expect(data).toEqual({ deliveries: Array(2).fill({ shipTo: { city: null, countryCode: null } }) });
  });
});

describe("A subgraph that refers to a tax registration", () => {
  const TEXT = "{ sales { taxedUnder { number } } }";

  it("shows it to those who may read finance, and tells others what they lack", async () => {
    const member = memberOf(family);
    const reader: Viewer = { ...member, scopes: new Set(["customers:read"]) };

    const [all, few] = [await ask(member, TEXT), await ask(reader, TEXT)];

    expect(all).toEqual({ data: { sales: [{ taxedUnder: { number: `A${family.tag}` } }] } });
    expect(few.data).toEqual({ sales: [{ taxedUnder: null }] });
    expect(few.errors?.map(({ message, extensions }) => [message, extensions.code])).toContainEqual([
      "TaxRegistration needs the scope finance:read.",
      "FORBIDDEN",
    ]);
  });
});
