import type { FieldNode } from "graphql";
import { GraphQLError } from "graphql";
import { scopesNeeded } from "../../platform/auth/scopes.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Demand } from "./demands.ts";

/** What an operation shows to nobody who fails certain demands. The demand that is not met says why. */
export interface Denials {
  /** Why a selection is not answered on objects of a concrete type. */
  ofField(field: FieldNode, typename: string): Demand | undefined;
  /** Why no object of a concrete type is shown. */
  ofType(typename: string): Demand | undefined;
}

/** What the client is told at the place of what it may not see. */
export const denied = (
  { subject, scopes }: Demand,
  viewer: Viewer | undefined,
  nodes?: readonly FieldNode[],
): GraphQLError =>
  viewer && scopes
    ? new GraphQLError(scopesNeeded(subject, scopes), { nodes, extensions: { code: "FORBIDDEN" } })
    : new GraphQLError(`${subject} needs a signed-in viewer: send the header \`Authorization: Bearer <token>\`.`, {
        nodes,
        extensions: { code: "UNAUTHENTICATED" },
      });
