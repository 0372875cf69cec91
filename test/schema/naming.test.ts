import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from "graphql";
import { projectFile } from "../../platform/project.ts";

const schema = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));

/** Types of the vocabularies, which keep the other systems' names. */
const VOCABULARIES = new Set(
  [...readFileSync(projectFile("schema", "vocabularies.graphql"), "utf8").matchAll(/^type (\w+)/gm)].map(
    ([, name]) => name,
  ),
);

const types = Object.values(schema.getTypeMap()).filter(
  ({ name }) => !name.startsWith("__") && !VOCABULARIES.has(name),
);

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({
  ...field,
  stem: `${field.name[0]?.toUpperCase()}${field.name.slice(1)}`,
  payload: getNamedType(field.type) as GraphQLObjectType,
}));

/** Mutations whose verb is none of the usual six. */
const OTHER_VERBS = /(Restore|Upsert|Import|Validate)$/;

const fieldsOf = (type: GraphQLNamedType): string[] =>
  isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];

const coordinates = types.flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field}`));

describe("The names of the schema", () => {
  it("have one verb for one thing, at the end", () => {
    const other = mutations.filter(({ name }) => !/(Create|Update|Delete|Add|Remove|Set)$/.test(name));

    expect(other.filter(({ name }) => !OTHER_VERBS.test(name)).map(({ name }) => name)).toEqual([]);
    expect(other.length).toBeLessThan(6);
  });

  it("give every mutation one input and one payload of its name", () => {
    const differing = mutations.flatMap(({ name, stem, args, payload }) => {
      const isNamed =
        args.length === 1 && String(args[0]?.type) === `${stem}Input!` && payload.name === `${stem}Payload`;
      return isNamed ? [] : [`${name}: ${payload.name}`];
    });

    expect(differing).toEqual(["customersImport: CustomersUpsertPayload"]);
  });

  it("say of what is deleted that it was", () => {
    const deleting = mutations.filter(({ name }) => name.endsWith("Delete"));

    expect(deleting.length).toBeGreaterThan(8);
    for (const { payload } of deleting)
      expect(fieldsOf(payload)).toContainEqual(expect.stringMatching(/^deleted[A-Z]\w+Id$/));
  });

  it("have one form of ranges", () => {
    const ranges = types.filter(({ name }) => name.endsWith("Range"));

    expect(ranges.length).toBeGreaterThan(1);
    for (const range of ranges) expect(fieldsOf(range).sort()).toEqual(["gt", "gte", "lt", "lte"]);
  });

  it("call the stage of the funnel funnelStage", () => {
    expect(coordinates.filter((each) => /\.stage/.test(each) || /[a-z](?<!unnel)Stage\b/.test(each))).toEqual([]);
  });

  it("make a Node of everything with an id, but for what only the viewer leads to", () => {
    const node = schema.getType("Node");
    const others = types.filter(
      (type) =>
        isObjectType(type) && fieldsOf(type).includes("id") && !type.getInterfaces().some((each) => each === node),
    );

    expect(others.map(({ name }) => name)).toEqual(["Tenant", "Workspace"]);
  });
});
