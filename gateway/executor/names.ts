import type { FieldNode, GraphQLCompositeType, GraphQLSchema } from "graphql";
import { print } from "graphql";

/**
 * What the gateway calls fields and variables while it works. Planner and executor read keys and `@requires` inputs by plain field
 * names, so whatever a client names itself goes under a prefix: `id: displayName` can then never pass for an `id`.
 */
export interface Names {
  /** The key under which the value of a selected field lies in the merged data. */
  readonly ofField: (field: FieldNode, parent: GraphQLCompositeType) => string;
  readonly ofVariable: (name: string) => string;
  readonly clientVariable: (name: string) => string;
  /** The client's name for a key of the merged data. */
  readonly clientKey: (key: string) => string;
}

const responseKey = (field: FieldNode) => field.alias?.value ?? field.name.value;

/** Tells fields that differ in name or arguments apart even where they share a response key: the planner aborts on such a pair. */
const fingerprint = (field: FieldNode): string => {
  let hash = 5_381;
  for (const character of field.name.value + (field.arguments ?? []).map(print).join()) {
    hash = (hash * 33 + (character.codePointAt(0) ?? 0)) % 2_147_483_647;
  }
  return hash.toString(36);
};

export const createNames = (schema: GraphQLSchema, prefix: string): Names => {
  const roots = new Set<GraphQLCompositeType | null | undefined>([schema.getQueryType(), schema.getMutationType()]);
  const own = new WeakMap<FieldNode, string>();

  /** With arguments, a field is not the value that a plain `requires` means, except at the root, which nothing requires. */
  const isClients = (field: FieldNode, parent: GraphQLCompositeType) =>
    responseKey(field) !== field.name.value ||
    (field.arguments?.length && !roots.has(parent)) ||
    field.name.value in Object.prototype;

  const ownName = (field: FieldNode) => {
    const known = own.get(field) ?? `${prefix}${fingerprint(field)}_${responseKey(field)}`;
    own.set(field, known);
    return known;
  };

  return {
    ofField: (field, parent) => (isClients(field, parent) ? ownName(field) : responseKey(field)),
    ofVariable: (name) => prefix + name,
    clientVariable: (name) => name.slice(prefix.length),
    clientKey: (key) => (key.startsWith(prefix) ? key.slice(key.indexOf("_", prefix.length) + 1) : key),
  };
};
