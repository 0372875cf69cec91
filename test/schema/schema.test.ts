import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  printSchema,
} from "graphql";
import { composedFiles } from "../../cli/dev/composed-files.ts";
import { composeGraph } from "../../cli/dev/composition.ts";
import { judge } from "../../cli/dev/schema-check/judge.ts";
import { SDL } from "../../cli/graph/sdl.ts";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { sdl as billing } from "../../examples/billing/sdl.ts";
import { readSupergraph } from "../../gateway/supergraph.ts";
import { projectFile } from "../../platform/project.ts";

const api = buildSchema(composeGraph().apiSdl);

const types = Object.values(api.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** An SDL node that may have a description, with the nodes inside of it. */
interface DescribedNode {
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly fields?: readonly DescribedNode[];
  readonly values?: readonly DescribedNode[];
  readonly arguments?: readonly DescribedNode[];
}

interface Described {
  readonly coordinate: string;
  readonly description: string;
}

const described = (coordinate: string, { description }: { description?: string | null }): Described => ({
  coordinate,
  description: description?.trim() ?? "",
});

const fieldsOf = (type: (typeof types)[number]): GraphQLField<unknown, unknown>[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

const everything = (): Described[] =>
  types.flatMap((type) => [
    described(type.name, type),
    ...fieldsOf(type).flatMap((field) => [
      described(`${type.name}.${field.name}`, field),
      ...field.args.map((argument) => described(`${type.name}.${field.name}(${argument.name}:)`, argument)),
    ]),
    ...(isInputObjectType(type) ? Object.values(type.getFields()) : []).map((field) =>
      described(`${type.name}.${field.name}`, field),
    ),
    ...(isEnumType(type) ? type.getValues() : []).map((value) => described(`${type.name}.${value.name}`, value)),
  ]);

describe("The schema that clients see", () => {
  it("describes every type, field, argument, input field and value", () => {
    const silent = everything().filter(({ description }) => description === "");

    expect(silent.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it("states the maximum length of every unpaged list of objects", () => {
    const unbounded = types
      .filter(({ name }) => !name.endsWith("Connection"))
      .flatMap((type) => fieldsOf(type).map((field) => ({ type, field })))
      .filter(({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)))
      .filter(({ field }) => getNamedType(field.type).name !== "UserError")
      .filter(({ field }) => !/\b(at most|up to) (\d|one\b)/i.test(field.description ?? ""));

    expect(unbounded.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it("pages with `first` and `after` everywhere", () => {
    const others = types
      .flatMap((type) => fieldsOf(type).map((field) => ({ type, field })))
      .filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"))
      .filter(({ field }) => !["first", "after"].every((name) => field.args.some((each) => each.name === name)));

    expect(others.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it("returns a nullable entity and user errors from every mutation", () => {
    const payloads = Object.values(api.getMutationType()?.getFields() ?? {}).map(({ type }) => String(type));
    const payloadTypes = payloads.map((name) => api.getType(name.replace("!", "")) as GraphQLObjectType);

    expect(payloads.every((name) => name.endsWith("Payload!"))).toBe(true);
    for (const type of payloadTypes) {
      const { userErrors, ...entities } = type.getFields();
      expect(String(userErrors?.type)).toBe("[UserError!]!");
      expect(Object.values(entities).filter((field) => isNonNullType(field.type))).toEqual([]);
    }
  });

  it("is the one that the gateway derives from the supergraph", () => {
    const { createApiSchema } = readSupergraph(composeGraph().supergraphSdl);

    const [gateways, composed] = [createApiSchema(), api].map((schema) => printSchema(lexicographicSortSchema(schema)));

    expect(gateways).toBe(composed);
  });
});

describe("The composed files", () => {
  for (const [path, text] of Object.entries(composedFiles())) {
    it(`has ${path} up to date`, () => {
      expect(readFileSync(projectFile(path), "utf8")).toBe(text);
    });
  }
});

describe("A subgraph", () => {
  for (const { name, schema } of subgraphs) {
    it(`builds: ${name}`, () => {
      expect(schema.getQueryType()?.getFields()).toHaveProperty("_service");
    });
  }

  it("describes shared types identically, or leaves that to their owner", () => {
    const told = new Map<string, Set<string>>();
    const walk = (node: DescribedNode, coordinate: string): void => {
      const texts = told.get(coordinate) ?? new Set();
      told.set(coordinate, node.description ? texts.add(node.description.value) : texts);
      for (const each of [...(node.fields ?? []), ...(node.values ?? [])])
        walk(each, `${coordinate}.${each.name?.value}`);
      for (const each of node.arguments ?? []) walk(each, `${coordinate}(${each.name?.value}:)`);
    };
    for (const sdl of [...Object.values(SDL), billing])
      for (const each of parse(sdl).definitions as readonly DescribedNode[]) if (each.name) walk(each, each.name.value);

    expect([...told].filter(([, texts]) => texts.size > 1)).toEqual([]);
  });

  it("has the same position, and so the same port, in composition as among the processes", () => {
    expect(subgraphs.map(({ name, sdl }) => [name, sdl])).toEqual(Object.entries(SDL));
  });

  it("adds only nullable fields to a customer of another subgraph, so that its outage costs only those", () => {
    const contributed = subgraphs
      .filter(({ name }) => name !== "identity")
      .flatMap(({ name, schema }) => {
        const { id: _, ...fields } = (schema.getType("Customer") as GraphQLObjectType).getFields();
        return Object.values(fields)
          .filter(({ astNode }) => !astNode?.directives?.some((directive) => directive.name.value === "external"))
          .map((field) => ({ coordinate: `${name}: Customer.${field.name}`, field }));
      });

    expect(contributed.length).toBeGreaterThan(0);
    expect(contributed.filter(({ field }) => isNonNullType(field.type)).map(({ coordinate }) => coordinate)).toEqual(
      [],
    );
  });
});

describe("The check of breaking changes", () => {
  const released =
    'type Query { customer(id: ID!): String old: Int @deprecated(reason: "x") kind: Kind } enum Kind { A }';
  const REMOVED = "Field 'customer' was removed from object type 'Query'";

  it("refuses a breaking change without a reason", async () => {
    const current = released.replace("customer(id: ID!): String", "");

    expect(await judge(released, current, {})).toMatchObject({ refused: [REMOVED], accepted: [] });
    expect(await judge(released, current, { [REMOVED]: " " })).toMatchObject({ refused: [REMOVED] });
  });

  it("refuses one in a type that also implements an interface from now on", async () => {
    const before = "type Query { a: A } type A { id: ID! name: String }";
    const after = "type Query { a: A } interface Node { id: ID! } type A implements Node { id: ID! }";

    expect((await judge(before, after, {})).refused).toEqual(["Field 'name' was removed from object type 'A'"]);
  });

  it("accepts it with a reason", async () => {
    const current = released.replace("customer(id: ID!): String", "");

    const judgement = await judge(released, current, { [REMOVED]: "Nobody asked for it since 2025." });

    expect(judgement).toMatchObject({ refused: [], accepted: [REMOVED], dangerous: [], idle: [] });
  });

  it("refuses a new argument that is required, and a type that no longer fits", async () => {
    const current = released.replace("(id: ID!): String", "(id: ID!, tenant: ID!): Int");

    expect((await judge(released, current, {})).refused).toHaveLength(2);
  });

  it("lists dangerous changes, and lets them pass", async () => {
    const { refused, dangerous } = await judge(released, released.replace("{ A }", "{ A B }"), {});

    expect({ refused, dangerous }).toEqual({ refused: [], dangerous: ["Enum value 'B' was added to enum 'Kind'"] });
  });

  it("lets additions pass, and names reasons that are not needed", async () => {
    const current = released.replace("kind: Kind", "kind: Kind more: Int");

    expect(await judge(released, current, { gone: "why" })).toMatchObject({
      refused: [],
      accepted: [],
      dangerous: [],
      idle: ["gone"],
    });
  });

  it.each([
    ["a field", "old: Int", "Query.old"],
    ["an argument", "more(old: Int): Int", "Query.more(old:)"],
  ])("names the deprecation of %s that has no day, or not the first of a quarter", async (_, field, at) => {
    const deprecated = (reason: string) =>
      judge(
        "type Query { kind: Int }",
        `type Query { kind: Int ${field.replace(/Int/, `Int @deprecated(reason: "${reason}")`)} }`,
        {},
      );

    expect((await deprecated("Use kind.")).undated).toEqual([expect.stringContaining(`${at}: "Use kind."`)]);
    expect((await deprecated("Use kind. Removed on or after 2027-02-01.")).undated).toHaveLength(1);
    expect((await deprecated("Use kind. Removed on or after 2027-04-01.")).undated).toEqual([]);
  });
});
