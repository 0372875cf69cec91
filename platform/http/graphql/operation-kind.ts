import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

/** The kind of operation of each request: `query`, `mutation` or `subscription`. */
export const operationKinds = new WeakMap<object, string>();

/** Records the kind of every operation under its HTTP request: contexts get copied, the request does not. */
export const noteOperationKind = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, operation }) => {
      if (request.http && operation) operationKinds.set(request.http, operation.operation);
    },
  }),
});
