import { readSdl } from "../../platform/graphql/sdl.ts";
import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import { createContext } from "./context.ts";
import { Account, Address, AddressDefault, Contact } from "./entities.ts";
import { resolvers } from "./resolvers.ts";

/** How to reach customers: accounts, contacts, addresses. */
export const contacts = defineSubgraph({
  name: "contacts",
  sdl: readSdl("contacts"),
  resolvers,
  entities: [Account, Contact, Address, AddressDefault],
  createContext,
});
