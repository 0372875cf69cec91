import { Refusal } from "../../platform/errors.ts";
import { readPage } from "../../platform/page.ts";
import { createCustomer } from "./commands/index.ts";
import { checkFilter } from "./list/check-filter.ts";
import { CURSOR_SHAPE } from "./list/order.ts";
import type { Resolvers } from "./schema.generated.ts";

export const resolvers: Resolvers = {
  Query: {
    customers: (_, { filter, orderBy, ...page }, { loaders, viewer }) => {
      checkFilter(filter ?? {}, viewer);
      return loaders.customersPage({
        filter: filter ?? {},
        order: { field: orderBy?.field ?? "NAME", direction: orderBy?.direction ?? "ASC" },
        keyset: readPage(page, CURSOR_SHAPE),
      });
    },
  },

  Mutation: {
    customerCreate: (_, { input }, { write, viewer }) => {
      if (input.finance && !viewer.scopes.has("finance:write")) {
        throw new Refusal("FORBIDDEN", "input.finance needs the scope finance:write.");
      }
      return write((manager, asker) => createCustomer(manager, asker, input));
    },
  },

  Customer: { __resolveReference: ({ id }) => ({ id }) },
  CustomerConnection: { totalCount: (page) => page.totalCount() },
};
