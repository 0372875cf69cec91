import type { ApolloServerPlugin, BaseContext } from "@apollo/server";

/** The kind of operation that each request turned out to hold: `query`, `mutation` or `subscription`. */
export const operationKinds = new WeakMap<object, string>();

/** Notes the kind of every operation under its HTTP request: a context is copied on its way, the request is not. */
export const noteOperationKind = <Context extends BaseContext>(): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, operation }) => {
      if (request.http && operation) operationKinds.set(request.http, operation.operation);
    },
  }),
});
