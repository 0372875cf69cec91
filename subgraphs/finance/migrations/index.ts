import { CreateFinance1763700000002 } from "./1763700000002-create-finance.ts";

/** Oldest first. */
export const migrations = [CreateFinance1763700000002];
