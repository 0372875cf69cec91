import { GraphQLError, type GraphQLSchema, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { Names } from "../compile/names.ts";

/**
 * The planner's message for a `@requires` field of an entity that the field's own subgraph returned from an entity
 * fetch.
 */
const NO_WAY_BACK = /Path '(.*)' cannot be found in selection set/;

/** The fields of a supergraph with `@requires`, by coordinate. */
const requiringFields = (supergraphSdl: string): ReadonlySet<string> => {
  const found = new Set<string>();
  visit(parse(supergraphSdl, { noLocation: true }), {
    ObjectTypeDefinition: ({ name, fields = [] }) => {
      for (const field of fields) {
        const given = (field.directives ?? [])
          .filter((each) => each.name.value === "join__field")
          .flatMap((each) => each.arguments ?? []);
        if (given.some((each) => each.name.value === "requires")) found.add(`${name.value}.${field.name.value}`);
      }
      return false;
    },
  });
  return found;
};

/** The response keys of a path in the planner's notation: `product @include(if: $a).|[Product].alike.@`. */
const keysOf = (path: string): string[] =>
  path
    .split(".")
    .map((segment) => segment.split(" ")[0] ?? "")
    .filter((key) => key !== "@" && !key.startsWith("|"));

/** The coordinates of the fields that a text selects at a path. */
const selectedAt = (schema: GraphQLSchema, text: string, keys: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const wanted = keys.join(".");
  const path: string[] = [];
  const info = new TypeInfo(schema);
  visit(
    parse(text, { noLocation: true }),
    visitWithTypeInfo(info, {
      [Kind.FIELD]: {
        enter: ({ alias, name }) => {
          if (path.join(".") === wanted) found.add(`${info.getParentType()?.name}.${name.value}`);
          path.push(alias?.value ?? name.value);
        },
        leave: () => void path.pop(),
      },
    }),
  );
  return found;
};

/** Rephrases the planner's error for a text without a plan so that it helps the client, where that is possible. */
export const createUnplannable = (schema: GraphQLSchema, supergraphSdl: string) => {
  return (error: unknown, text: string, { clientKey }: Names): unknown => {
    const path = error instanceof Error ? NO_WAY_BACK.exec(error.message)?.[1] : undefined;
    if (path === undefined) return error;
    const keys = keysOf(path);
    const requiring = requiringFields(supergraphSdl);
    const fields = [...selectedAt(schema, text, keys)].filter((coordinate) => requiring.has(coordinate));
    if (fields.length === 0) return error;
    return new GraphQLError(
      `${fields.join(", ")} cannot be planned at "${keys.map(clientKey).join(".")}": it needs other fields first, of an entity that its own subgraph brings along. Leave it out here and ask for it in a second request, by what identifies that entity.`,
      { extensions: { code: "OPERATION_REFUSED", http: { status: 400 } } },
    );
  };
};
