import { type Composition, composeSupergraph } from "../../gateway/compose.ts";
import { Explained } from "../../platform/process/explained.ts";
import { SDL } from "../sdl.ts";

const FIRST_PORT = 4001;

/** Composes the five subgraphs, each at the address where `npm run subgraph` puts it on one's own machine. */
export const composeGraph = (): Composition => {
  const sources = Object.entries(SDL).map(([name, sdl], index) => ({
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
