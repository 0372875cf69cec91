import type { FieldNode } from "graphql";
import { GraphQLError } from "graphql";
import { scopesNeeded } from "../../platform/auth/scopes.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import type { Demand } from "./demands.ts";

/** What an operation hides from everyone who fails certain demands, and which demand is the reason. */
export interface Denials {
  /** Why a selection is not answered on objects of a concrete type. */
  ofField(field: FieldNode, typename: string): Demand | undefined;
  /** Why every object of a concrete type is hidden. */
  ofType(typename: string): Demand | undefined;
}

/** The client's error at the place of something it may not see. */
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
