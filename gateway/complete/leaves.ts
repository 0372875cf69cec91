import type { GraphQLLeafType } from "graphql";
import { GraphQLEnumType } from "graphql";

/** Code that checks whether `v`, neither null nor undefined, is a valid value of a scalar. */
const SCALAR_CHECKS: Record<string, string> = {
  String: 'typeof v === "string"',
  ID: 'typeof v === "string"',
  Boolean: 'typeof v === "boolean"',
  Int: 'typeof v === "number" && v === (v | 0)',
  Float: 'typeof v === "number" && Number.isFinite(v)',
};

/** A BigInt is a whole number of many digits; JSON has no infinite number. */
const CUSTOM_SCALAR = 'typeof v !== "function" && typeof v !== "symbol" && v !== Infinity && v !== -Infinity';

/**
 * The body of a function that passes a valid leaf on and gives up on any other; `constant` passes a value to the
 * generated code.
 */
export const leafCode = (type: GraphQLLeafType, nonNull: boolean, constant: (value: unknown) => string): string => {
  const check =
    type instanceof GraphQLEnumType
      ? `${constant(new Set(type.getValues().map(({ name }) => name)))}.has(v)`
      : (SCALAR_CHECKS[type.name] ?? CUSTOM_SCALAR);
  return nonNull
    ? `if (v !== undefined && v !== null && ${check}) return v; odd();`
    : `if (v === undefined || v === null) return null; if (${check}) return v; odd();`;
};
