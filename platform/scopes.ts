import {
  type DirectiveNode,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type ValueNode,
} from "graphql";
import { Refusal } from "./errors.ts";
import type { Scope, Viewer } from "./viewer.ts";

type Field = GraphQLField<unknown, { viewer: Viewer }>;

const listOf = (node: ValueNode): readonly ValueNode[] => (node.kind === Kind.LIST ? node.values : [node]);

/** `@requiresScopes(scopes: [["a", "b"], ["c"]])` is "a and b, or c". */
const alternativesOf = ({ arguments: given = [] }: DirectiveNode): Scope[][] =>
  given.flatMap(({ value }) =>
    listOf(value).map((all) => listOf(all).map((scope) => (scope.kind === Kind.STRING ? scope.value : "") as Scope)),
  );

const demand = (field: Field, alternatives: readonly Scope[][], coordinate: string): void => {
  const resolve = field.resolve ?? defaultFieldResolver;
  const needed = alternatives.map((all) => all.join(" and ")).join(", or ");
  field.resolve = (parent, args, context, info) => {
    const has = (scope: Scope): boolean => context.viewer.scopes.has(scope);
    if (!alternatives.some((all) => all.every(has))) {
      throw new Refusal("FORBIDDEN", `${coordinate} needs the scope ${needed}.`);
    }
    return resolve(parent, args, context, info);
  };
};

/** Makes every `@requiresScopes` of a schema hold, whoever asks for the field and on whatever way. */
export const enforceScopes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const directive = field.astNode?.directives?.find(({ name }) => name.value.endsWith("requiresScopes"));
      if (directive) demand(field, alternativesOf(directive), `${type.name}.${field.name}`);
    }
  }
  return schema;
};
