import { readPage } from "../../../platform/graphql/connection.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { checkCount } from "../../common/check-count.ts";
import type { Context } from "../context.ts";
import { BY_DELETION } from "../loaders/deleted.ts";
import type { Resolvers } from "../schema.generated.ts";

export const Query: Resolvers<Context>["Query"] = {
  customer: (_, { id, includeDeleted }, { loaders, viewer }) => {
    if (!includeDeleted) return loaders.customerById.load(id);
    if (!viewer.scopes.has("customers:write")) {
      throw new Refusal("FORBIDDEN", "includeDeleted needs the scope customers:write.");
    }
    return loaders.customerByIdEvenDeleted.load(id);
  },
  customersById: (_, { ids }, { loaders }) => {
    checkCount(ids);
    return Promise.all(ids.map((id) => loaders.customerById.load(id)));
  },
  customerByExternalId: (_, { includeInactive, ...key }, { loaders }) =>
    loaders.customerByExternalId(includeInactive ?? false).load(key),
  customersByAccountNumber: (_, { includeInactive, accountNumber }, { loaders }) =>
    loaders.customersByAccountNumber(includeInactive ?? false).load(accountNumber),
  deletedCustomers: (_, page, { loaders }) => loaders.deletedCustomersPage(readPage(page, BY_DELETION)),
  viewer: (_, __, { viewer }) => viewer,
  party: (_, { id }, { loaders }) => loaders.partyById.load(id),
};
