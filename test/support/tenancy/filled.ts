import { type GraphQLSchema, isObjectType } from "graphql";

/** The field of a response key. Aliases begin with the field's name. */
const fieldOf = (schema: GraphQLSchema, typename: string, key: string): string => {
  const type = schema.getType(typename);
  const isField = isObjectType(type) && key in type.getFields();
  return `${typename}.${isField ? key : key.split("_")[0]}`;
};

const isEmpty = (value: unknown): boolean => value == null || (Array.isArray(value) && value.length === 0);

/** Coordinates of the fields with a value in a response that selects `__typename` everywhere. */
export const filledIn = (schema: GraphQLSchema, value: unknown, parent = ""): string[] => {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item) => filledIn(schema, item));
  const { __typename = parent, ...fields } = value as Record<string, unknown>;
  return Object.entries(fields).flatMap(([key, inner]) =>
    isEmpty(inner) ? [] : [fieldOf(schema, String(__typename), key), ...filledIn(schema, inner)],
  );
};
