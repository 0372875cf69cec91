import { readSdl } from "../../platform/graphql/sdl.ts";
import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import { createContext } from "./context.ts";
import { ExemptionCertificate, Profile, TaxRegistration } from "./entities.ts";
import { resolvers } from "./resolvers/index.ts";

/** Taxes, credit and payment. */
export const finance = defineSubgraph({
  name: "finance",
  sdl: readSdl("finance"),
  resolvers,
  entities: [Profile, TaxRegistration, ExemptionCertificate],
  createContext,
});
