import type { FieldNode, GraphQLCompositeType, GraphQLSchema } from "graphql";

/**
 * What the gateway calls fields and variables while it works. Planner and executor read keys and `@requires` inputs by plain field
 * names, so whatever a client names itself goes under a prefix: `id: displayName` can then never pass for an `id`.
 */
export interface Names {
  /** The key under which the value of a selected field lies in the merged data. */
  readonly ofField: (field: FieldNode, parent: GraphQLCompositeType) => string;
  readonly ofVariable: (name: string) => string;
  /** The client's name for a key of the merged data. */
  readonly clientKey: (key: string) => string;
}

const responseKey = (field: FieldNode) => field.alias?.value ?? field.name.value;

export const createNames = (schema: GraphQLSchema, prefix: string): Names => {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  /** With arguments, a field is not the value that a plain `requires` means, except at the root, which nothing requires. */
  const isClients = (field: FieldNode, parent: GraphQLCompositeType) =>
    responseKey(field) !== field.name.value ||
    (field.arguments?.length && !roots.has(parent as never)) ||
    field.name.value in Object.prototype;

  return {
    ofField: (field, parent) => (isClients(field, parent) ? prefix : "") + responseKey(field),
    ofVariable: (name) => prefix + name,
    clientKey: (key) => (key.startsWith(prefix) ? key.slice(prefix.length) : key),
  };
};
