import { readSdl } from "../../platform/graphql/sdl.ts";
import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import { createContext } from "./context.ts";
import { Customer, ExternalIdentifier, Party, Tenant, Workspace } from "./entities.ts";
import { resolvers } from "./resolvers/index.ts";

/** Who: parties, customers, their names, keys and hierarchy. */
export const identity = defineSubgraph({
  name: "identity",
  sdl: readSdl("identity"),
  resolvers,
  entities: [Tenant, Workspace, Party, Customer, ExternalIdentifier],
  createContext,
});
