import { readPage } from "../../../platform/graphql/connection.ts";
import { dateOf } from "../../../platform/values/days.ts";
import { moneyOf } from "../../common/money.ts";
import type { Context } from "../context.ts";
import type { Employee } from "../entities.ts";
import type { Resolvers } from "../schema.generated.ts";

const employeeOf = async (id: string, { loaders }: Context): Promise<Employee> => {
  const employee = await loaders.employeeById.load(id);
  if (!employee) throw new Error("an owner without an employee");
  return employee;
};

export const CommercialRelationship: NonNullable<Resolvers<Context>["CommercialRelationship"]> = {
  upgradeDate: (row) => dateOf(row, "upgradeDate"),
  downgradeDate: (row) => dateOf(row, "downgradeDate"),
  customerSince: (row) => dateOf(row, "customerSince"),
  formerDate: (row) => dateOf(row, "formerDate"),
  closedAt: (row) => dateOf(row, "closedAt"),
  funnelStageHistory: ({ customerId }, page, { loaders }) => loaders.stageHistoryPage(customerId, page),
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
  statusLabel: ({ statusLabelId }, _, { loaders }) =>
    statusLabelId ? loaders.statusLabelById.load(statusLabelId) : null,
  labels: ({ customerId }, page, { loaders }) =>
    loaders.labelsOfCustomerPage(customerId, readPage(page, ["text", "uuid"])),
  notes: ({ customerId }, page, { loaders }) => loaders.notesPage(customerId, page),
  activities: ({ customerId }, page, { loaders }) => loaders.activitiesPage(customerId, page),
  attachments: ({ customerId }, page, { loaders }) => loaders.attachmentsPage(customerId, page),
  annualRevenue: ({ annualRevenue, annualRevenueCurrency }) => moneyOf(annualRevenue, annualRevenueCurrency),
};
