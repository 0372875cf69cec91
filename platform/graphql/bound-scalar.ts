import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { quoted } from "../values/quoted.ts";

/** The text of a literal that is a single value. */
export const literalText = (node: ValueNode): unknown =>
  node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined;

/** The same scalar, which refuses texts too long for any of its values before parsing them. */
export const boundScalar = (scalar: GraphQLScalarType, most: number): GraphQLScalarType => {
  const check = (value: unknown): void => {
    if (typeof value !== "string" || value.length <= most) return;
    throw new GraphQLError(
      `${scalar.name} cannot represent ${quoted(value)}: write at most ${most} characters, these are ${value.length}.`,
    );
  };
  return new GraphQLScalarType({
    name: scalar.name,
    serialize: scalar.serialize,
    parseValue: (value) => {
      check(value);
      return scalar.parseValue(value);
    },
    parseLiteral: (node, variables) => {
      check(literalText(node));
      return scalar.parseLiteral(node, variables);
    },
  });
};
