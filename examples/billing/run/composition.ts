import { composeLocal } from "../../../cli/compose-local.ts";
import { FIRST_PORT } from "../../../cli/local-ports.ts";
import { SDL } from "../../../cli/sdl.ts";
import type { Composition } from "../../../gateway/compose.ts";
import { sdl } from "../sdl.ts";

/** Billing's own, after those of the five. */
export const BILLING_PORT = FIRST_PORT + Object.keys(SDL).length;

/** The five subgraphs and billing, composed. */
export const composeSix = (): Composition => composeLocal({ ...SDL, billing: sdl });
