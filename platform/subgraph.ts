import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph/dist/schema-helper/index.js";
import type { GraphQLSchema } from "graphql";
import { parse } from "graphql";
import type { EntityTarget, ObjectLiteral } from "typeorm";
import type { Session } from "./database/session.ts";
import type { Viewer } from "./viewer.ts";

/** What a subgraph is handed for one request: who asks, and a database that is already theirs alone. */
export interface RequestScope {
  readonly viewer: Viewer;
  readonly db: Session;
}

/** One slice of the graph: its SDL, its executable schema, its tables, and the context of one request to it. */
export interface Subgraph {
  readonly name: string;
  /** The SDL that composition reads. */
  readonly sdl: string;
  /** The executable schema, `_entities` and `_service` included. */
  readonly schema: GraphQLSchema;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** The context of one request: made once per request, shared by every fetch of it, so that DataLoader batches across them. */
  createContext(scope: RequestScope): object;
}

interface Definition {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: object;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly createContext: (scope: RequestScope) => object;
}

export const defineSubgraph = ({ resolvers, ...definition }: Definition): Subgraph => ({
  ...definition,
  schema: buildSubgraphSchema({ typeDefs: parse(definition.sdl), resolvers: resolvers as GraphQLResolverMap<unknown> }),
});
