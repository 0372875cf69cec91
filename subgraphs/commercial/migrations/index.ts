import { CreateCommercial1763700000001 } from "./1763700000001-create-commercial.ts";
import { CompleteCommercial1763800000001 } from "./1763800000001-complete-commercial.ts";
import { IndexFlags1763800000150 } from "./1763800000150-index-flags.ts";

/** Oldest first. */
export const migrations = [CreateCommercial1763700000001, CompleteCommercial1763800000001, IndexFlags1763800000150];
