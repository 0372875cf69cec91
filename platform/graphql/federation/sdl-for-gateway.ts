import type { ApolloServerPlugin } from "@apollo/server";
import { type DocumentNode, Kind } from "graphql";
import { refuseAnonymous } from "../../auth/sign-in.ts";

/** The context of a request by a gateway, or a tool of its owner, in the name of nobody. */
export interface ByGateway {
  readonly inNobodysName?: boolean;
}

/** Whether a document asks for the SDL of the subgraph and for nothing else. */
const asksForSdl = ({ definitions: [definition, ...others] }: DocumentNode): boolean =>
  others.length === 0 &&
  definition?.kind === Kind.OPERATION_DEFINITION &&
  definition.selectionSet.selections.every((each) => each.kind === Kind.FIELD && each.name.value === "_service");

/** Who holds the gateway's secret and no token is told the SDL, as composition and routers need it, and is refused all else. */
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
