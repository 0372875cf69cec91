import type { GraphQLOutputType } from "graphql";
import { getNamedType } from "graphql";

/** A leaf as graphql-js takes it: a BigInt as the text or the double that the type means, and an error for a number that has no JSON. */
export const exactLeaf = (value: unknown, type: GraphQLOutputType): unknown => {
  if (typeof value === "number" && !Number.isFinite(value))
    return new RangeError("The number is beyond what JSON has.");
  if (typeof value !== "bigint") return value;
  const { name } = getNamedType(type);
  if (name === "ID" || name === "String") return String(value);
  return name === "Float" ? Number(value) : value;
};
