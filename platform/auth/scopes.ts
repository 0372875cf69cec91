import {
  type DirectiveNode,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type ValueNode,
} from "graphql";
import { Refusal } from "../graphql/errors.ts";
import type { Scope, Viewer } from "./viewer.ts";

type Field = GraphQLField<unknown, { viewer: Viewer }>;

/** "a and b, or c" is [["a", "b"], ["c"]]. */
export type Alternatives = readonly (readonly string[])[];

const listOf = (node: ValueNode): readonly ValueNode[] => (node.kind === Kind.LIST ? node.values : [node]);

/** What `@requiresScopes(scopes: [["a", "b"], ["c"]])` asks for. */
export const alternativesOf = ({ arguments: given = [] }: DirectiveNode): Alternatives =>
  given.flatMap(({ value }) =>
    listOf(value).map((all) => listOf(all).map((scope) => (scope.kind === Kind.STRING ? scope.value : ""))),
  );

export const holdsScopes = ({ scopes }: Viewer, alternatives: Alternatives): boolean =>
  alternatives.some((all) => all.every((scope) => scopes.has(scope)));

/** The error for a viewer without the scopes of a field or type. */
export const scopesNeeded = (coordinate: string, alternatives: Alternatives): string =>
  `${coordinate} needs the scope ${alternatives.map((all) => all.join(" and ")).join(", or ")}.`;

/** Refuses viewers without the scopes of a field or type. */
export const demandScopes = (viewer: Viewer, coordinate: string, alternatives: Alternatives): void => {
  if (!holdsScopes(viewer, alternatives)) throw new Refusal("FORBIDDEN", scopesNeeded(coordinate, alternatives));
};

/** Refuses viewers without the scope of what they ask for or give. */
export const demandScope = ({ scopes }: Viewer, what: string, scope: Scope): void => {
  if (!scopes.has(scope)) throw new Refusal("FORBIDDEN", `${what} needs the scope ${scope}.`);
};

const demand = (field: Field, alternatives: Alternatives, coordinate: string): void => {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, context, info) => {
    demandScopes(context.viewer, coordinate, alternatives);
    return resolve(parent, args, context, info);
  };
};

const demandOn = ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] } = {}) =>
  directives.find(({ name }) => name.value.endsWith("requiresScopes"));

const refuseOn = (coordinate: string): never => {
  throw new Error(`@requiresScopes on ${coordinate} would not be enforced here: put it on fields of object types.`);
};

/** Enforces every `@requiresScopes` of a schema, whoever requests the field and by whatever path. */
export const enforceScopes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if ([type.astNode, ...type.extensionASTNodes].some((node) => node && demandOn(node))) refuseOn(type.name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const directive = demandOn(field.astNode ?? undefined);
      const coordinate = `${type.name}.${field.name}`;
      if (!directive) continue;
      if (isObjectType(type)) demand(field, alternativesOf(directive), coordinate);
      else refuseOn(coordinate);
    }
  }
  return schema;
};
