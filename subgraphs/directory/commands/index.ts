export { createCustomer } from "./create.ts";
export type { CustomerInput } from "./customer-input.ts";
export { type Match, type Upserted, upsertCustomer } from "./upsert.ts";
