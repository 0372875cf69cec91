import { type Composition, composeSupergraph } from "../../gateway/supergraph/compose.ts";
import { Explained } from "../../platform/process/explained.ts";
import { FIRST_PORT } from "./local-ports.ts";

/** Composes subgraphs, each at its address on the local machine. */
export const composeLocal = (sdlByName: Readonly<Record<string, string>>): Composition => {
  const sources = Object.entries(sdlByName).map(([name, sdl], index) => ({
    name,
    url: `http://localhost:${FIRST_PORT + index}/graphql`,
    sdl,
  }));
  try {
    return composeSupergraph(sources);
  } catch (error) {
    throw new Explained((error as Error).message);
  }
};
