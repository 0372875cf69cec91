import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isObjectType,
} from "graphql";
import { projectFile } from "../../../platform/project.ts";
import type { Family } from "../tenancy/family.ts";
import { fillAll, leavesOf, type Place } from "../tenancy/places.ts";
import { valueFor } from "../tenancy/values.ts";

/** An input value somewhere in the graph, and an operation that sets it. */
export interface InputPlace {
  readonly place: Place;
  /** Such as `Mutation.customerAddressCreate`. */
  readonly field: string;
  /** Such as `Mutation.customerAddressCreate: input.city`. */
  readonly name: string;
  readonly isWritten: boolean;
  /** The operation. Each argument is a variable of the same name. */
  readonly text: string;
  /** Variables with the given value at the place; other required values come from a family's rows. */
  readonly variables: (family: Family, value: unknown) => Record<string, unknown>;
  /** The same, with values at several places of the field, by path. */
  readonly variablesOf: (family: Family, given: ReadonlyMap<string, unknown>) => Record<string, unknown>;
}

const apiSchema = buildSchema(readFileSync(projectFile("schema", "api.graphql"), "utf8"));

/** How a query reaches an object whose fields take arguments; `#` is the field. */
const WAYS: Readonly<Record<string, string>> = {
  Query: "#",
  Mutation: "#",
  Customer: "customer(id: $at) { # }",
  CommercialRelationship: "customer(id: $at) { relationship { # } }",
  CustomerPermissions: "customer(id: $at) { viewerCan { # } }",
  Party: "customer(id: $at) { party { # } }",
  Organization: "customer(id: $at) { party { ... on Organization { # } } }",
  Person: "customer(id: $at) { party { ... on Person { # } } }",
};

/** Fields to select so that all the work is done and refusals are visible. */
const TELLING: ReadonlySet<string> = new Set([
  "totalCount",
  "userErrors",
  "results",
  "nodes",
  "code",
  "message",
  "path",
]);

const selectionOf = (type: GraphQLObjectType): string => {
  const fields = Object.values(type.getFields()).filter(({ name, args }) => TELLING.has(name) && args.length === 0);
  return `{ __typename ${fields.map((field) => `${field.name} ${selectedIn(field)}`).join(" ")} }`;
};

const selectedIn = ({ type, name }: GraphQLField<unknown, unknown>): string => {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return "";
  return isObjectType(named) && name !== "nodes" ? selectionOf(named) : "{ __typename }";
};

const textOf = (parent: string, field: GraphQLField<unknown, unknown>): string => {
  const way = WAYS[parent];
  if (!way) throw new Error(`say in input-places.ts how a query comes to the fields of ${parent}`);
  const declared = [
    ...field.args.map(({ name, type }) => `$${name}: ${type}`),
    ...(way.includes("$at") ? ["$at: ID!"] : []),
  ];
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
  const kind = parent === "Mutation" ? "mutation" : "query";
  return `${kind} (${declared.join(", ")}) { ${way.replace("#", `${field.name}(${given}) ${selectedIn(field)}`)} }`;
};

/** Variables from a family's values, except at the given paths. */
const variablesWith = (
  args: readonly GraphQLArgument[],
  owner: string,
  family: Family,
  given: ReadonlyMap<string, unknown>,
): Record<string, unknown> => ({
  ...fillAll(args, owner, {
    wants: ({ path }) => [...given.keys()].some((each) => each === path || each.startsWith(`${path}.`)),
    value: (place) =>
      given.has(place.path) ? given.get(place.path) : valueFor(place, { ids: family, texts: family, areNew: true }),
  }),
  ...(WAYS[owner.split(".")[0] ?? ""]?.includes("$at") && { at: family.id("main") }),
});

const placesOf = (parent: string, field: GraphQLField<unknown, unknown>): InputPlace[] => {
  const owner = `${parent}.${field.name}`;
  return leavesOf(field.args, owner).map((place) => ({
    place,
    field: owner,
    name: `${owner}: ${place.path}`,
    isWritten: parent === "Mutation",
    text: textOf(parent, field),
    variables: (family, value) => variablesWith(field.args, owner, family, new Map([[place.path, value]])),
    variablesOf: (family, given) => variablesWith(field.args, owner, family, given),
  }));
};

/** Every input value of the composed schema: arguments, and fields of input objects at any depth. */
export const inputPlaces = (): InputPlace[] =>
  Object.values(apiSchema.getTypeMap())
    .filter((type) => "getFields" in type && !type.name.startsWith("__"))
    .flatMap((type) =>
      Object.values((type as GraphQLObjectType).getFields())
        .filter(({ args }) => args?.length > 0)
        .flatMap((field) => placesOf(type.name, field)),
    );
