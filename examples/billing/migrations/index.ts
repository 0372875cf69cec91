import { CreateBilling1763900000000 } from "./1763900000000-create-billing.ts";
import { KnowDecimals1764200000000 } from "./1764200000000-know-decimals.ts";

/** Oldest first. */
export const migrations = [CreateBilling1763900000000, KnowDecimals1764200000000];
