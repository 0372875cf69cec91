import { readSdl } from "../../platform/graphql/sdl.ts";
import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import { createContext } from "./context.ts";
import * as entities from "./entities.ts";
import { resolvers } from "./resolvers/index.ts";

/** The relationship: funnel stage, owners and terms. */
export const commercial = defineSubgraph({
  name: "commercial",
  sdl: readSdl("commercial"),
  resolvers,
  entities: Object.values(entities),
  createContext,
});
