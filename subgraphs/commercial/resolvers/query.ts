import { readPage } from "../../../platform/graphql/connection.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../schema.generated.ts";

export const Query: NonNullable<Resolvers<Context>["Query"]> = {
  employee: (_, { id }, { loaders }) => loaders.employeeById.load(id),
  employees: (_, page, { loaders }) => loaders.employeesPage(readPage(page, ["text", "uuid"])),
  priceList: (_, { id }, { loaders }) => loaders.priceListById.load(id),
  priceLists: (_, page, { loaders }) => loaders.priceListsPage(readPage(page, ["text", "uuid"])),
  statusLabels: (_, page, { loaders }) => loaders.statusLabelsPage(readPage(page, ["integer", "text", "uuid"])),
  customerLabels: (_, page, { loaders }) => loaders.labelsPage(readPage(page, ["text", "uuid"])),
};
