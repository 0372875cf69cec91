import { readPage } from "../../platform/page.ts";
import type { Context } from "./context.ts";
import type { Employee } from "./entities.ts";
import type { Resolvers } from "./schema.generated.ts";

const employeeOf = async (id: string, { loaders }: Context): Promise<Employee> => {
  const employee = await loaders.employeeById.load(id);
  if (!employee) throw new Error("an owner without an employee");
  return employee;
};

export const resolvers: Resolvers = {
  Query: {
    employee: (_, { id }, { loaders }) => loaders.employeeById.load(id),
    employees: (_, page, { loaders }) => loaders.employeesPage(readPage(page, ["text", "uuid"])),
    priceList: (_, { id }, { loaders }) => loaders.priceListById.load(id),
    priceLists: (_, page, { loaders }) => loaders.priceListsPage(readPage(page, ["text", "uuid"])),
  },

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    relationship: ({ id }, _, { loaders }) => loaders.relationshipByCustomerId.load(id),
  },

  CommercialRelationship: {
    sellerRelation: ({ sellerRelationId }) => (sellerRelationId ? { id: sellerRelationId } : null),
    accountManager: ({ accountManagerId }, _, { loaders }) =>
      accountManagerId ? loaders.employeeById.load(accountManagerId) : null,
    owners: async ({ customerId }, _, context) => {
      const owners = await context.loaders.ownersByCustomerId.load(customerId);
      return Promise.all(owners.map(({ employeeId }) => employeeOf(employeeId, context)));
    },
    primaryOwner: async ({ customerId }, _, context) => {
      const [first] = await context.loaders.ownersByCustomerId.load(customerId);
      return first ? employeeOf(first.employeeId, context) : null;
    },
    priceList: ({ priceListId }, _, { loaders }) => (priceListId ? loaders.priceListById.load(priceListId) : null),
    annualRevenue: ({ annualRevenue, annualRevenueCurrency }) =>
      annualRevenue !== null && annualRevenueCurrency !== null
        ? { amount: annualRevenue, currencyCode: annualRevenueCurrency }
        : null,
  },

  Employee: { __resolveReference: ({ id }, { loaders }) => loaders.employeeById.load(id) },
  PriceList: { __resolveReference: ({ id }, { loaders }) => loaders.priceListById.load(id) },

  EmployeeConnection: { totalCount: (page) => page.totalCount() },
  PriceListConnection: { totalCount: (page) => page.totalCount() },
};
