import type { ApolloServerPlugin } from "@apollo/server";
import { type DocumentNode, Kind } from "graphql";
import { refuseAnonymous } from "../../auth/sign-in.ts";

/** The context of a request by a gateway or an operator's tool, without a viewer. */
export interface ByGateway {
  readonly inNobodysName?: boolean;
}

/** Whether a document requests only the SDL of the subgraph. */
const asksForSdl = ({ definitions: [definition, ...others] }: DocumentNode): boolean =>
  others.length === 0 &&
  definition?.kind === Kind.OPERATION_DEFINITION &&
  definition.selectionSet.selections.every((each) => each.kind === Kind.FIELD && each.name.value === "_service");

/**
 * A caller with the gateway's secret but no token gets the SDL, as composition and routers need it, and nothing else.
 */
export const sdlForGateway = (): ApolloServerPlugin<ByGateway> => ({
  requestDidStart: async ({ contextValue: { inNobodysName } }) => {
    if (!inNobodysName) return;
    return {
      didResolveOperation: async ({ document }) => {
        if (!asksForSdl(document)) throw refuseAnonymous();
      },
    };
  },
});
