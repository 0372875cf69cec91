import { composeLocal } from "../../../cli/graph/compose-local.ts";
import { FIRST_PORT } from "../../../cli/graph/local-ports.ts";
import { SDL } from "../../../cli/graph/sdl.ts";
import type { Composition } from "../../../gateway/supergraph/compose.ts";
import { sdl } from "../sdl.ts";

/** The next port after those of the five. */
export const BILLING_PORT = FIRST_PORT + Object.keys(SDL).length;

/** The five subgraphs and billing, composed. */
export const composeSix = (): Composition => composeLocal({ ...SDL, billing: sdl });
