export { createCustomer } from "./create.ts";
export type { CustomerChanges, CustomerInput } from "./customer-input.ts";
export type { Match } from "./match.ts";
export { deleteCustomer, restoreCustomer } from "./remove.ts";
export type { RecordResult } from "./take-records.ts";
export { updateCustomer } from "./update.ts";
export { type Upserted, upsertCustomer } from "./upsert.ts";
export { upsertCustomers } from "./upsert-many.ts";
