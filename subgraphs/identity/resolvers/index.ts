import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";
import { Customer, relatives } from "./customer.ts";
import { Mutation, payloads } from "./mutation.ts";
import { parties } from "./party.ts";
import { Query } from "./query.ts";
import { viewers } from "./viewer.ts";

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,
  Customer,
  ...relatives,
  ...payloads,
  ...parties,
  ...viewers,
};
