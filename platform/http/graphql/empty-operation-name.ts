import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

/**
 * An empty `operationName` counts as absent, since clients without a name send it. Otherwise Apollo Server would look
 * for an operation of that name, find none, and skip every check of the operation.
 */
export const emptyOperationNameIsNone = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ request }) => {
    if (request.operationName === "") delete request.operationName;
  },
});
