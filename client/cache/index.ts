export { connection } from "./connection.ts";
export { createCustomerCache } from "./create-customer-cache.ts";
export { typePolicies } from "./type-policies.ts";
