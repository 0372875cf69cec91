import { CreateCommercial1763700000001 } from "./1763700000001-create-commercial.ts";

/** Oldest first. */
export const migrations = [CreateCommercial1763700000001];
