import { readSdl } from "../../platform/sdl.ts";
import { defineSubgraph } from "../../platform/subgraph.ts";
import { createContext } from "./context.ts";
import { ExemptionCertificate, Profile, TaxRegistration } from "./entities.ts";
import { migrations } from "./migrations/index.ts";
import { resolvers } from "./resolvers/index.ts";

/** Taxes, credit and payment. */
export const finance = defineSubgraph({
  name: "finance",
  sdl: readSdl("finance"),
  resolvers,
  entities: [Profile, TaxRegistration, ExemptionCertificate],
  migrations,
  createContext,
});
