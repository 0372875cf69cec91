import { type GraphQLSchema, isScalarType, valueFromASTUntyped } from "graphql";
import { scalars } from "../../platform/graphql/scalars.ts";
import { readScalarSpecifications } from "../../platform/graphql/sdl.ts";

const specifications = readScalarSpecifications();

/**
 * Makes a schema reject invalid values of the graph's scalars, so that the client gets a reason and no subgraph is
 * asked. Valid values are passed on as written. A scalar that shares only the name, specified elsewhere or not at all,
 * accepts anything.
 */
export const withScalars = (schema: GraphQLSchema): GraphQLSchema => {
  for (const [name, scalar] of Object.entries(scalars)) {
    const type = schema.getType(name);
    if (!isScalarType(type) || !type.specifiedByURL || type.specifiedByURL !== specifications.get(name)) continue;
    type.parseValue = (value) => {
      scalar.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => {
      scalar.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
  return schema;
};
