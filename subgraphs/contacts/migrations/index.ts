import { CreateContacts1763700000003 } from "./1763700000003-create-contacts.ts";

/** Oldest first. */
export const migrations = [CreateContacts1763700000003];
