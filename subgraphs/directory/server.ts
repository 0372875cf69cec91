import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import * as commercial from "../commercial/entities.ts";
import * as contacts from "../contacts/entities.ts";
import * as finance from "../finance/entities.ts";
import * as identity from "../identity/entities.ts";
import { createContext } from "./context.ts";
import * as own from "./entities.ts";
import { resolvers } from "./resolvers.ts";
import { sdl } from "./sdl.ts";

/** The whole customer: lists over all facets, and writes to all of them in one transaction. */
export const directory = defineSubgraph({
  name: "directory",
  sdl,
  resolvers,
  entities: [identity, commercial, finance, contacts, own].flatMap((entities) => Object.values(entities)),
  createContext,
});
