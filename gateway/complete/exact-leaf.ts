import type { GraphQLOutputType } from "graphql";
import { getNamedType } from "graphql";

/**
 * A leaf as graphql-js accepts it: a BigInt becomes the string or double its type calls for, and a number that JSON
 * cannot represent an error.
 */
export const exactLeaf = (value: unknown, type: GraphQLOutputType): unknown => {
  if (typeof value === "number" && !Number.isFinite(value))
    return new RangeError("The number is beyond what JSON has.");
  if (typeof value !== "bigint") return value;
  const { name } = getNamedType(type);
  if (name === "ID" || name === "String") return String(value);
  return name === "Float" ? Number(value) : value;
};
