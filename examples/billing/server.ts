import { defineSubgraph } from "../../platform/graphql/subgraph.ts";
import { createContext } from "./context.ts";
import { Contract, Invoice, Payment, Subscription, Warehouse, WarehouseCustomer } from "./entities.ts";
import { resolvers } from "./resolvers.ts";
import { sdl } from "./sdl.ts";

/** Everything that refers to customers: invoices, payments, subscriptions, contracts and warehouses. */
export const billing = defineSubgraph({
  name: "billing",
  sdl,
  resolvers,
  entities: [Invoice, Payment, Subscription, Contract, Warehouse, WarehouseCustomer],
  createContext,
});
