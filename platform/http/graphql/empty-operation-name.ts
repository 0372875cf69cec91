import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

/**
 * An empty `operationName` is none, as clients send it that have no name to give. Without this, Apollo Server would look for an operation of
 * that name, find none, and leave out every check of the operation.
 */
export const emptyOperationNameIsNone = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ request }) => {
    if (request.operationName === "") delete request.operationName;
  },
});
