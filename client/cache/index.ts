export { connection } from "./connection.ts";
export { createCustomerCache } from "./create-customer-cache.ts";
export { refreshCustomerLists } from "./refresh-customer-lists.ts";
export { typePolicies } from "./type-policies.ts";
