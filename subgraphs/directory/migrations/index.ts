import { CreateDirectory1763700000004 } from "./1763700000004-create-directory.ts";

/** Oldest first. */
export const migrations = [CreateDirectory1763700000004];
