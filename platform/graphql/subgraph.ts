import { buildSubgraphSchema } from "@apollo/subgraph";
import { type GraphQLSchema, parse } from "graphql";
import type { EntityTarget, ObjectLiteral } from "typeorm";
import { enforceScopes } from "../auth/scopes.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Session } from "../database/session/session.ts";
import { isolateEntities } from "./federation/isolate-entities.ts";
import { rejectInsteadOfThrowing } from "./reject-instead-of-throwing.ts";
import { scalars } from "./scalars.ts";

/** What a subgraph gets for one request: the viewer, and the database as their tenant sees it. */
export interface RequestScope {
  readonly viewer: Viewer;
  readonly db: Session;
}

interface Parts {
  readonly name: string;
  /** The SDL that composition reads. */
  readonly sdl: string;
  /** The rows it reads and writes. */
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Created once per request and shared by all its fetches, so that DataLoader batches across them. */
  readonly createContext: (scope: RequestScope) => { readonly viewer: Viewer };
}

/** One subgraph. */
export interface Subgraph extends Parts {
  /** The executable schema, with `_entities` and `_service`, and scopes enforced. */
  readonly schema: GraphQLSchema;
}

type ResolverMap = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>["resolvers"]
>;

/** Builds a subgraph from its SDL and its resolvers. The shared scalars are added. */
export const defineSubgraph = ({ resolvers, ...parts }: Parts & { resolvers: object }): Subgraph => ({
  ...parts,
  schema: rejectInsteadOfThrowing(
    enforceScopes(
      isolateEntities(
        buildSubgraphSchema({ typeDefs: parse(parts.sdl), resolvers: { ...scalars, ...resolvers } as ResolverMap }),
      ),
    ),
  ),
});
