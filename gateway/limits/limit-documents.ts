import type { ApolloServerPlugin, GraphQLRequestListener } from "@apollo/server";
import { type DocumentNode, parse } from "graphql";
import type { DocumentLimits } from "../../platform/config/limits.ts";
import type { Refusal } from "../../platform/graphql/errors.ts";
import type { GatewayContext } from "../request/context.ts";
import { type CheckCost, createCheckCost } from "./check-cost.ts";
import { checkDocument } from "./check-document.ts";

/** The last hook of Apollo Server before it spends time on validation. */
type BeforeValidation = { document: DocumentNode };

/**
 * Refuses what is too deep, too wide or too expensive before it is validated and planned. Apollo Server answers an
 * error thrown before validation with status 500. So a refused document is replaced by a harmless one, which passes
 * validation and is stored as its parsed form: sent again, the document is refused without being parsed or measured.
 */
export const limitDocuments = (limits: DocumentLimits): ApolloServerPlugin<GatewayContext> => {
  const refusals = new WeakMap<DocumentNode, Refusal>();
  let checkCost: CheckCost = () => undefined;

  const listener: GraphQLRequestListener<GatewayContext> = {
    validationDidStart: async (request) => {
      const refusal = checkDocument(request.document, limits);
      if (!refusal) return;
      const harmless = parse("{ __typename }", { noLocation: true });
      refusals.set(harmless, refusal);
      (request as BeforeValidation).document = harmless;
    },
    didResolveOperation: async ({ document, operation, request, contextValue }) => {
      const refusal = refusals.get(document);
      if (refusal) throw refusal;
      if (operation) checkCost(document, operation, request.variables ?? {}, contextValue.explain?.costs);
    },
  };

  return {
    serverWillStart: async () => ({
      schemaDidLoadOrUpdate: ({ apiSchema, coreSupergraphSdl }) => {
        if (coreSupergraphSdl) checkCost = createCheckCost(apiSchema, coreSupergraphSdl, limits.cost);
      },
    }),
    requestDidStart: async () => listener,
  };
};
