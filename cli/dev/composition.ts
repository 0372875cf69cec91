import type { Composition } from "../../gateway/supergraph/compose.ts";
import { composeLocal } from "../graph/compose-local.ts";
import { SDL } from "../graph/sdl.ts";

/** The five subgraphs, composed. */
export const composeGraph = (): Composition => composeLocal(SDL);
