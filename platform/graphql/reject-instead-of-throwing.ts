import { type GraphQLSchema, isObjectType } from "graphql";

/**
 * Makes resolvers reject where they would throw. When a later item of a list throws, graphql-js abandons the promises
 * of earlier ones: their own errors would then be unhandled rejections, and end the process.
 */
export const rejectInsteadOfThrowing = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve) continue;
      field.resolve = (...call) => {
        try {
          return resolve(...call);
        } catch (error) {
          return Promise.reject(error);
        }
      };
    }
  }
  return schema;
};
