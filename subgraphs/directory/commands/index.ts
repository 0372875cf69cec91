export { createCustomer } from "./create.ts";
export { type CustomerChanges, type CustomerInput, checkValues } from "./customer-input.ts";
export type { Match } from "./match.ts";
export { deleteCustomer, restoreCustomer } from "./remove.ts";
export type { RecordResult } from "./settle-many.ts";
export { updateCustomer } from "./update.ts";
export { updateCustomers, updatesOf } from "./update-many.ts";
export { type Upserted, upsertCustomer } from "./upsert.ts";
export { upsertCustomers } from "./upsert-many.ts";
