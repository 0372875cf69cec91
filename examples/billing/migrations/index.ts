import { CreateBilling1763900000000 } from "./1763900000000-create-billing.ts";

/** Oldest first. */
export const migrations = [CreateBilling1763900000000];
