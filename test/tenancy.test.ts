import { describe, expect, it } from "@jest/globals";
import { subgraphs } from "../cli/subgraphs.ts";
import { coordinatesIn, coordinatesOf } from "./support/tenancy/coordinates.ts";
import { entitiesOf } from "./support/tenancy/entities.ts";
import { newFamily } from "./support/tenancy/family.ts";
import { rootFieldsOf } from "./support/tenancy/operations.ts";
import { rowsOf } from "./support/tenancy/rows/index.ts";
import { ofAnotherTenant, ofAnotherWorkspace } from "./support/tenancy/scenes.ts";
import { itIsOutOfReach } from "./support/tenancy/strangers.ts";
import { tables } from "./support/tenancy/tables.ts";

describe("A victim", () => {
  it("has a row in every table, and something in every column of it", async () => {
    const rows = rowsOf(newFamily());

    const empty = (await tables()).flatMap(({ name, columns }) =>
      columns
        .filter((column) => column !== "tenant_id" && !rows[name]?.some((row) => row[column] != null))
        .map((column) => `${name}.${column}`),
    );

    expect(empty).toEqual([]);
  });
});

describe("What strangers ask", () => {
  it.each(subgraphs.map(({ name, schema }) => [name, schema] as const))("is all that %s has", (_, schema) => {
    const asked = [...rootFieldsOf(schema, "query"), ...rootFieldsOf(schema, "mutation"), ...entitiesOf(schema)];

    const known = coordinatesIn(
      schema,
      asked.map(({ text }) => text),
    );

    expect(coordinatesOf(schema).filter((coordinate) => !known.has(coordinate))).toEqual([]);
  });
});

describe("Somebody of another tenant", () => itIsOutOfReach(ofAnotherTenant));

describe("Somebody of another workspace", () => itIsOutOfReach(ofAnotherWorkspace));
