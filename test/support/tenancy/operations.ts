import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType } from "graphql";
import { selectionOf } from "./selection.ts";

export type RootKind = "query" | "mutation";

export interface RootField {
  readonly kind: RootKind;
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** The field alone with everything below it; each of its arguments is a variable of the same name. */
  readonly text: string;
}

/** What federation adds, and speaks of no customer or is asked for by its own means. */
const OF_FEDERATION: ReadonlySet<string> = new Set(["_service", "_entities"]);

/** Every field of Query or Mutation that a schema has. Types that are named are given by their leaves alone. */
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
