import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, execute, type GraphQLSchema, parse } from "graphql";
import { localTransports } from "../../cli/graph/local-graph.ts";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { TransportError } from "../../gateway/transport/transport.ts";
import { projectFile } from "../../platform/project.ts";
import type { Choose, Values } from "../support/engine/choices.ts";
import { comparableByNulls } from "../support/engine/compare.ts";
import { type GeneratedOperation, generateOperation } from "../support/engine/operations.ts";
import { given } from "../support/given.ts";
import { testDatabase } from "../support/graph.ts";
import { monolithOf } from "../support/monolith.ts";
import { runs } from "../support/runs.ts";

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const read = (file: string): string => readFileSync(projectFile("schema", file), "utf8");
const apiSdl = read("api.graphql");
const schema = buildSchema(apiSdl);

const viewer = given.tenant();
const ids = [
  ...(await given.chain(viewer, "Group", "Company", "Branch", "Desk")),
  ...(await given.customers(viewer, 4)),
  await given.customer(viewer, {
    displayName: "Mina",
    party: { person: { firstName: "Mina", lastName: "Okafor" } },
    relationship: { funnelStage: "LEAD", annualRevenue: { amount: "12" } },
    finance: { paymentTerms: "When the ship comes in", creditLimit: { amount: "5" } },
    contacts: [{ name: "Mina" }],
  }),
];

/** Argument values, some of which match records and some of which do not. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  "Query.customer.id": [...ids, randomUUID(), "none"],
  "Query.customersById.ids": [...ids, randomUUID(), "none"],
  "CustomerFilter.parentId": [ids[0], null],
  "CustomerFilter.nameContains": ["Customer", "ran"],
  "CustomerFilter.createdAt": [{ gt: "2020-01-01T00:00:00Z" }],
  "CustomerFilter.countryCode": ["DE", "FR"],
  "Customer.descendants.maxDepth": [1, 2, 32, 33],
};

const values: Values = (coordinate, choose) => {
  const known = VALUES[coordinate];
  if (known) return known[choose(known.length)];
  if (/^DateTime(Range|Condition)\.[gl]te?$/.test(coordinate)) return "2021-01-01T00:00:00Z";
  if (/^Decimal(Range|Condition)\.([gl]te?|equals)$/.test(coordinate)) return "100.00";
  if (/(\.c|^C)ountryCode(Condition\.in)?$/.test(coordinate)) return "DE";
  if (/Currency(Condition\.in)?$/.test(coordinate)) return "EUR";
  return undefined;
};

const chooser =
  (g: fc.GeneratorValue): Choose =>
  (count) =>
    g(fc.nat, { max: count - 1 });

const gatewayWithout = (failing: string | undefined) => {
  const transports = localTransports({ database: testDatabase });
  return createGateway({
    supergraphSdl: read("supergraph.graphql"),
    transports: (name) =>
      name === failing
        ? { prepare: () => () => Promise.reject(new TransportError("DOWNSTREAM_SERVICE_UNAVAILABLE", "it is down")) }
        : transports(name),
  });
};

const contexts = () => {
  const db = testDatabase.session(viewer.tenantId);
  return Object.fromEntries(subgraphs.map(({ name, createContext }) => [name, createContext({ viewer, db })]));
};

const asJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** Expects the gateway to return what graphql-js returns. */
const expectAsReference = async (
  gateway: Awaited<ReturnType<typeof gatewayWithout>>,
  monolith: GraphQLSchema,
  ask: GeneratedOperation,
): Promise<void> => {
  const document = parse(ask.text);

  const answer = await gateway.execute({
    document,
    variables: ask.variables,
    context: { viewer, authorization: undefined, requestId: randomUUID() },
  });

  const reference = await execute({
    schema: monolith,
    document,
    variableValues: ask.variables,
    contextValue: contexts(),
    rootValue: {},
  });
  const wanted = comparableByNulls({ data: null, ...asJson(reference) });
  expect({ ask, ...comparableByNulls({ data: null, ...asJson(answer) }, wanted.nulls) }).toEqual({ ask, ...wanted });
};

describe.each(["nothing", ...subgraphs.map(({ name }) => name)])("Generated queries with %s down", (failing) => {
  it.each([20_261_121, SEED])(
    "are answered as by graphql-js on one schema with the same resolvers, from seed %d",
    async (seed) => {
      const gateway = await gatewayWithout(failing);
      const monolith = monolithOf(apiSdl, subgraphs, failing);

      await fc.assert(
        fc.asyncProperty(fc.gen(), (g) =>
          expectAsReference(gateway, monolith, generateOperation(schema, chooser(g), { values })),
        ),
        { seed, numRuns: runs(failing === "nothing" ? 60 : 20), endOnFailure: !process.env.SHRINK },
      );
      await gateway.stop?.();
    },
  );
});

describe("A variable whose value its type refuses", () => {
  it.each([
    ["in a field that is asked for", "query ($where: CustomerCondition) { customers(where: $where) { totalCount } }"],
    [
      "in a field that is left out",
      "query ($where: CustomerCondition) { customers(where: $where) @include(if: false) { totalCount } employees(first: 0) { nodes { id } } }",
    ],
  ])("leaves no data, %s", async (_, text) => {
    const gateway = await gatewayWithout(undefined);
    const monolith = monolithOf(apiSdl, subgraphs);

    await expectAsReference(gateway, monolith, { text, variables: { where: { updatedAt: { lte: "x1" } } } });

    await gateway.stop?.();
  });
});
