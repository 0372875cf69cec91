import { type GraphQLSchema, isObjectType } from "graphql";

/** An alias begins with the name of its field. */
const fieldOf = (schema: GraphQLSchema, typename: string, key: string): string => {
  const type = schema.getType(typename);
  const isField = isObjectType(type) && key in type.getFields();
  return `${typename}.${isField ? key : key.split("_")[0]}`;
};

const isEmpty = (value: unknown): boolean => value == null || (Array.isArray(value) && value.length === 0);

/** The fields that have anything in an answer in which every object says its type, by their coordinates. */
export const filledIn = (schema: GraphQLSchema, value: unknown, parent = ""): string[] => {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item) => filledIn(schema, item));
  const { __typename = parent, ...fields } = value as Record<string, unknown>;
  return Object.entries(fields).flatMap(([key, inner]) =>
    isEmpty(inner) ? [] : [fieldOf(schema, String(__typename), key), ...filledIn(schema, inner)],
  );
};
