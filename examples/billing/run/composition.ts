import { SDL } from "../../../cli/sdl.ts";
import { type Composition, composeSupergraph } from "../../../gateway/compose.ts";
import { Explained } from "../../../platform/process/explained.ts";
import { sdl } from "../sdl.ts";

const FIRST_PORT = 4001;

/** Billing's own, after those of the five. */
export const BILLING_PORT = FIRST_PORT + Object.keys(SDL).length;

/** Composes the five subgraphs and billing, each at the address where it runs on one's own machine. */
export const composeSix = (): Composition => {
  const sources = Object.entries({ ...SDL, billing: sdl }).map(([name, sdl], index) => ({
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
