import { CreateIdentity1763700000000 } from "./1763700000000-create-identity.ts";
import { CompleteIdentity1763800000000 } from "./1763800000000-complete-identity.ts";

/** Oldest first. */
export const migrations = [CreateIdentity1763700000000, CompleteIdentity1763800000000];
