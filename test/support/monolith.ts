import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
} from "graphql";
import { scalars } from "../../platform/graphql/scalars.ts";
import type { Subgraph } from "../../platform/graphql/subgraph.ts";

/** The contexts of all subgraphs for one operation, by subgraph name. */
export type MonolithContext = Readonly<Record<string, object>>;

type Resolve = GraphQLFieldResolver<unknown, MonolithContext>;
type ResolveReference = (reference: object, context: object, info: unknown) => unknown;

interface Entity {
  readonly extensions: { readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ResolveReference } } };
}

const objectTypeOf = (subgraph: Subgraph, name: string): GraphQLObjectType | undefined => {
  const type = subgraph.schema.getType(name);
  return isObjectType(type) ? type : undefined;
};

/** A field of an entity belongs to the first subgraph that defines it; only keys are in several. */
const ownerOf = (subgraphs: readonly Subgraph[], type: string, field: string): Subgraph => {
  const owner = subgraphs.find((subgraph) => objectTypeOf(subgraph, type)?.getFields()[field]);
  if (!owner) throw new Error(`no subgraph has ${type}.${field}`);
  return owner;
};

/** Names of the fields that a field `@requires` from other subgraphs. */
const requiredBy = ({ astNode }: GraphQLField<unknown, unknown>): readonly string[] => {
  const directive = astNode?.directives?.find(({ name }) => name.value === "requires");
  const fields = directive?.arguments?.[0]?.value;
  return fields?.kind === Kind.STRING ? fields.value.split(" ") : [];
};

/** The key fields of an entity. */
const keysOf = (type: GraphQLObjectType | undefined): readonly string[] =>
  (type?.astNode?.directives ?? [])
    .filter(({ name }) => name.value === "key")
    .flatMap(({ arguments: given = [] }) =>
      given.flatMap(({ value }) => (value.kind === Kind.STRING ? value.value.split(" ") : [])),
    );

const resolverOf = (
  subgraphs: readonly Subgraph[],
  typeName: string,
  fieldName: string,
  failing: string | undefined,
): Resolve => {
  const subgraph = ownerOf(subgraphs, typeName, fieldName);
  const type = objectTypeOf(subgraph, typeName);
  const field = type?.getFields()[fieldName];
  const required = (field ? requiredBy(field) : []).map(
    (name) => [name, resolverOf(subgraphs, typeName, name, failing)] as const,
  );
  const resolve = field?.resolve ?? defaultFieldResolver;
  const resolveReference = (type as Entity | undefined)?.extensions.apollo?.subgraph?.resolveReference;
  const keys = keysOf(type);
  const isKey = keys.includes(fieldName);
  /** A type without a key comes with its parent, from whichever subgraph, and is never fetched on its own. */
  const isAsked = (resolveReference && !isKey) || typeName === "Query" || typeName === "Mutation";

  return async (parent, args, contexts, info) => {
    if (subgraph.name === failing && isAsked) throw new Error(`${failing} is down`);
    const context = contexts[subgraph.name] ?? {};
    if (!resolveReference || isKey) return resolve(parent, args, context, info);
    const key = Object.fromEntries(keys.map((name) => [name, (parent as Record<string, unknown>)[name]]));
    const needed = await Promise.all(
      required.map(async ([name, ask]) => [name, await ask(parent, {}, contexts, info)] as const),
    );
    const entity = await resolveReference(
      { __typename: typeName, ...key, ...Object.fromEntries(needed) },
      context,
      info,
    );
    return entity == null ? null : resolve(entity, args, context, info);
  };
};

/**
 * All subgraphs as one schema, without federation: the same resolvers on the composed API schema,
 * each with its own subgraph's context. The gateway must return what graphql-js returns for it.
 * Every field of the subgraph `failing` throws.
 */
export const monolithOf = (apiSdl: string, subgraphs: readonly Subgraph[], failing?: string): GraphQLSchema => {
  const schema = buildSchema(apiSdl);
  for (const [name, { parseValue, parseLiteral }] of Object.entries(scalars)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith("__")) {
      for (const field of Object.values(type.getFields())) {
        field.resolve = resolverOf(subgraphs, type.name, field.name, failing) as typeof field.resolve;
      }
    }
    if (isInterfaceType(type)) {
      const owned = subgraphs.map((subgraph) => subgraph.schema.getType(type.name)).find(isInterfaceType);
      type.resolveType = owned?.resolveType;
    }
  }
  return schema;
};
