import { describe, expect, it } from "@jest/globals";
import { isObjectType } from "graphql";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import type { Subgraph } from "../../platform/graphql/subgraph.ts";
import { coordinatesIn, coordinatesOf } from "../support/tenancy/coordinates.ts";
import { entitiesOf } from "../support/tenancy/entities.ts";
import { askSubgraph } from "../support/tenancy/execute.ts";
import { exportedOf, IMPORT, vocabulariesOf } from "../support/tenancy/exported.ts";
import { memberOf, newFamily } from "../support/tenancy/family.ts";
import { filledIn } from "../support/tenancy/filled.ts";
import { rootFieldsOf } from "../support/tenancy/operations.ts";
import { rowsOf } from "../support/tenancy/rows/index.ts";
import { ofAnotherTenant } from "../support/tenancy/scenes.ts";
import { testStrangers } from "../support/tenancy/strangers.ts";
import { digestOf, settle, tables } from "../support/tenancy/tables.ts";
import { type Ask, leaksTo } from "../support/tenancy/trial.ts";
import { ownersWrite, readVariants, type Variant } from "../support/tenancy/variants.ts";

describe("A victim", () => {
  it("has a row in every table, with every column filled", async () => {
    const rows = rowsOf(newFamily());

    const empty = (await tables()).flatMap(({ name, columns }) =>
      columns
        .filter((column) => column !== "tenant_id" && !rows[name]?.some((row) => row[column] != null))
        .map((column) => `${name}.${column}`),
    );

    expect(empty).toEqual([]);
  });
});

describe("What strangers query", () => {
  it.each(subgraphs.map(({ name, schema }) => [name, schema] as const))("covers everything in %s", (_, schema) => {
    const asked = [...rootFieldsOf(schema, "query"), ...rootFieldsOf(schema, "mutation"), ...entitiesOf(schema)];

    const known = coordinatesIn(
      schema,
      asked.map(({ text }) => text),
    );

    expect(coordinatesOf(schema).filter((coordinate) => !known.has(coordinate))).toEqual([]);
  });
});

describe("An owner", () => {
  /** Only refusals return these, and owners are not refused. */
  const OF_REFUSALS = /^UserError(Params)?\.|\.userErrors$/;

  it.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
    "finds something in everything in %s",
    async (_, subgraph) => {
      const { schema } = subgraph;
      const filled = new Set<string>();
      const ask = async (root: string, text: string, { fill }: Variant): Promise<void> => {
        const own = await settle(newFamily());
        const { data } = await askSubgraph(subgraph, memberOf(own), text, fill({ own, foreign: own }));
        for (const coordinate of filledIn(schema, data, root)) filled.add(coordinate);
      };

      for (const { coordinate, field, text } of rootFieldsOf(schema, "query")) {
        for (const way of readVariants(field.args, coordinate)) await ask("Query", text, way);
      }
      for (const { text, ways } of entitiesOf(schema)) for (const way of ways) await ask("Query", text, way);
      for (const { coordinate, field, text } of rootFieldsOf(schema, "mutation")) {
        await ask("Mutation", text, ownersWrite(field.args, coordinate));
      }

      const isObject = (coordinate: string): boolean => isObjectType(schema.getType(coordinate.split(".")[0] ?? ""));
      const empty = coordinatesOf(schema).filter(
        (each) => isObject(each) && !filled.has(each) && !OF_REFUSALS.test(each),
      );
      expect(empty).toEqual([]);
    },
  );
});

describe("Somebody of another tenant", () => testStrangers(ofAnotherTenant));

describe("Somebody of another tenant with an export of the victim", () => {
  const directory = subgraphs.find(({ name }) => name === "directory") as Subgraph;
  const asking =
    (text: string): Ask =>
    ({ viewer }, variables) =>
      askSubgraph(directory, viewer, text, variables);

  it.each(vocabulariesOf(directory.schema))("imports it as %s as if it were new", async (vocabulary) => {
    const stage = await ofAnotherTenant();
    const before = await digestOf(stage.owner.own);
    const way = await exportedOf(stage, vocabulary, asking);

    const { data } = await asking(IMPORT)(stage.owner, way.fill(stage.owner));
    const learnt = await leaksTo(stage, [way], asking(IMPORT));

    expect(data).toMatchObject({ customersImport: { results: [{ outcome: "UNCHANGED" }] } });
    expect(learnt).toEqual([]);
    expect(await digestOf(stage.owner.own)).toEqual(before);
  });
});
