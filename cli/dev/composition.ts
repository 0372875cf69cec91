import type { Composition } from "../../gateway/compose.ts";
import { composeLocal } from "../compose-local.ts";
import { SDL } from "../sdl.ts";

/** The five subgraphs, composed. */
export const composeGraph = (): Composition => composeLocal(SDL);
