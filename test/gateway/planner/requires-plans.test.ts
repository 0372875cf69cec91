import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "@jest/globals";
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type OperationDefinitionNode,
  parse,
  validate,
  visit,
} from "graphql";
import { createEngine } from "../../../gateway/engine.ts";
import { projectFile } from "../../../platform/project.ts";

const read = (file: string): string => readFileSync(projectFile("schema", file), "utf8");
const supergraphSdl = read("supergraph.graphql");
const schema = buildSchema(read("api.graphql"));

/** The fields with `@requires`. */
const requiring: [entity: string, field: string][] = [];
visit(parse(supergraphSdl), {
  ObjectTypeDefinition: ({ name, fields = [] }) => {
    for (const field of fields) {
      const given = (field.directives ?? []).flatMap((each) => each.arguments ?? []);
      if (given.some((each) => each.name.value === "requires")) requiring.push([name.value, field.name.value]);
    }
    return false;
  },
});

/** A field or a type condition, with its required arguments. */
interface Step {
  readonly text: string;
  readonly needs: readonly { readonly name: string; readonly type: string }[];
  readonly to: GraphQLNamedType;
}
type Way = readonly Step[];

const stepTo = (field: GraphQLField<unknown, unknown>): Step => {
  const needs = field.args.filter(isRequiredArgument).map((each) => ({ name: each.name, type: String(each.type) }));
  return { text: field.name, needs, to: getNamedType(field.type) };
};

const stepsFrom = (type: GraphQLNamedType): Step[] => {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return [
    ...fields.map(stepTo).filter(({ to }) => isCompositeType(to)),
    ...possible.map((to) => ({ text: `... on ${to.name}`, needs: [], to })),
  ];
};

/** Enough to reach an entity: a connection, an object around it, a type condition. */
const MOST_STEPS = 4;

/** The paths from a type to an entity that do not pass through it earlier. */
const waysTo = (entity: GraphQLNamedType, from: GraphQLNamedType, before: Way = []): Way[] =>
  stepsFrom(from).flatMap((step) => {
    const way = [...before, step];
    if (step.to === entity) return [way];
    if (way.length === MOST_STEPS || step.to === from || before.some(({ to }) => to === step.to)) return [];
    return waysTo(entity, step.to, way);
  });

const leavesOf = (type: GraphQLNamedType): string => {
  if (!isObjectType(type)) return "";
  const names = Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map(({ name }) => name);
  return `{ ${names.join(" ")} }`;
};

const operationOf = (kind: "query" | "mutation", way: Way): string => {
  const declared: string[] = [];
  const opened = way.map(({ text, needs }) => {
    const given = needs.map(({ name, type }) => {
      declared.push(`$v${declared.length}: ${type}`);
      return `${name}: $v${declared.length - 1}`;
    });
    return given.length > 0 ? `${text}(${given.join(", ")})` : text;
  });
  const last = way.at(-1)?.to;
  const body = opened.join(" { ") + (last ? ` ${leavesOf(last)}` : "") + " }".repeat(opened.length - 1);
  return `${kind} ${declared.length > 0 ? `(${declared.join(", ")})` : ""} { ${body} }`;
};

const engine = await createEngine({
  supergraphSdl,
  transports: () => ({ prepare: () => () => ({ data: null }) }),
  errorCodes: [],
  cacheSize: 1_000,
  maxConditions: 6,
  planTimeLimit: 60_000,
  report: () => undefined,
});
afterAll(engine.stop);

/** Plans an operation; returns the error if there is no plan. */
const planned = async (text: string): Promise<string[]> => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions;
  return engine.warm(document, operation as OperationDefinitionNode).then(
    () => [],
    (error: Error) => [`${text}: ${error.message}`],
  );
};

const typeNamed = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${name}.`);
  return type;
};

describe.each(requiring)("%s.%s, which requires other fields", (name, field) => {
  const entity = typeNamed(name);
  const own = stepTo(entity.getFields()[field] as GraphQLField<unknown, unknown>);
  const again = waysTo(entity, entity);

  it.each(["query", "mutation"] as const)("is planned wherever a %s leads to its entity", async (kind) => {
    const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
    const ways = root ? waysTo(entity, root) : [];
    expect(ways.length).toBeGreaterThan(5);

    const failed: string[] = [];
    for (const way of ways) failed.push(...(await planned(operationOf(kind, [...way, own]))));

    expect(failed).toEqual([]);
  });

  it("is planned wherever one entity leads to another", async () => {
    const query = schema.getQueryType();
    const ways = query ? waysTo(entity, query).filter((way) => way.length <= 2) : [];
    expect(again.length).toBeGreaterThan(5);

    const failed: string[] = [];
    for (const way of ways)
      for (const next of again) failed.push(...(await planned(operationOf("query", [...way, ...next, own]))));

    expect(failed).toEqual([]);
  });
});
