import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType } from "graphql";
import { selectionOf } from "./selection.ts";

export type RootKind = "query" | "mutation";

export interface RootField {
  readonly kind: RootKind;
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** The field alone with a full selection; each argument is a variable of the same name. */
  readonly text: string;
}

/** Fields added by federation, which are not about customers or are tested separately. */
const OF_FEDERATION: ReadonlySet<string> = new Set(["_service", "_entities"]);

/** Every field of Query or Mutation in a schema. For the types in `briefly`, only leaves are selected. */
export const rootFieldsOf = (schema: GraphQLSchema, kind: RootKind, briefly: readonly string[] = []): RootField[] => {
  const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
  return Object.values(root?.getFields() ?? {})
    .filter(({ name }) => !OF_FEDERATION.has(name))
    .map((field) => {
      const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(", ");
      const given = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
      const type = getNamedType(field.type);
      const selection = isCompositeType(type) ? selectionOf(schema, type, briefly) : "";
      const text = declared
        ? `${kind} (${declared}) { ${field.name}(${given}) ${selection} }`
        : `${kind} { ${field.name} ${selection} }`;
      return { kind, coordinate: `${root?.name}.${field.name}`, field, text };
    });
};
