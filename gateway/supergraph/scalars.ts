import { type GraphQLSchema, isScalarType, valueFromASTUntyped } from "graphql";
import { scalars } from "../../platform/graphql/scalars.ts";
import { readScalarSpecifications } from "../../platform/graphql/sdl.ts";

const specifications = readScalarSpecifications();

/**
 * Has a schema refuse values that the scalars of the graph do not allow, so that the client hears why and no subgraph is asked. Values
 * that are allowed go on as they were written. A scalar that only has the name of one, specified elsewhere or not at all, allows anything.
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
