import { readPage } from "../../platform/graphql/connection.ts";
import { rowOnce } from "../../subgraphs/common/idempotency/commands.ts";
import { toAmount } from "../../subgraphs/common/money.ts";
import { addInvoice } from "./commands/add-invoice.ts";
import { assignWarehouse } from "./commands/assign-warehouse.ts";
import type { Context } from "./context.ts";
import { Invoice, Warehouse } from "./entities.ts";
import { CURSOR_SHAPE } from "./loaders/newest-first.ts";
import type { Resolvers } from "./schema.generated.ts";

/** A reference that identity resolves. */
const customer = ({ customerId }: { customerId: string }) => ({ id: customerId });

export const resolvers: Resolvers<Context> = {
  Query: {
    invoice: (_, { id }, { loaders }) => loaders.invoiceById.load(id),
    warehouse: (_, { id }, { loaders }) => loaders.warehouseById.load(id),
    warehouses: (_, page, { loaders }) => loaders.warehousesPage(readPage(page, CURSOR_SHAPE)),
  },

  Mutation: {
    invoiceAdd: (_, { input }, { writeRow }, { fieldName }) =>
      writeRow(rowOnce(fieldName, input, { field: "invoice", entity: Invoice }, addInvoice)),
    customerAssignWarehouse: (_, { input }, { writeRow }, { fieldName }) =>
      writeRow(rowOnce(fieldName, input, { field: "warehouse", entity: Warehouse }, assignWarehouse)),
  },

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    invoices: ({ id }, page, { loaders }) => loaders.invoicesPage(id, readPage(page, CURSOR_SHAPE)),
    payments: ({ id }, page, { loaders }) => loaders.paymentsPage(id, readPage(page, CURSOR_SHAPE)),
    subscriptions: ({ id }, page, { loaders }) => loaders.subscriptionsPage(id, readPage(page, CURSOR_SHAPE)),
    contracts: ({ id }, page, { loaders }) => loaders.contractsPage(id, readPage(page, CURSOR_SHAPE)),
    warehouses: ({ id }, page, { loaders }) => loaders.warehousesOfCustomerPage(id, readPage(page, CURSOR_SHAPE)),
  },

  Invoice: {
    __resolveReference: ({ id }, { loaders }) => loaders.invoiceById.load(id),
    customer,
    total: ({ total, currencyCode }) => ({ amount: toAmount(total, currencyCode), currencyCode }),
  },
  Payment: {
    customer,
    invoice: ({ invoiceId }, _, { loaders }) => (invoiceId ? loaders.invoiceById.load(invoiceId) : null),
    amount: ({ amount, currencyCode }) => ({ amount: toAmount(amount, currencyCode), currencyCode }),
  },
  CustomerSubscription: {
    customer,
    price: ({ price, currencyCode }) => ({ amount: toAmount(price, currencyCode), currencyCode }),
  },
  Contract: { customer },
  Warehouse: {
    __resolveReference: ({ id }, { loaders }) => loaders.warehouseById.load(id),
    customers: ({ id }, page, { loaders }) => loaders.customersOfWarehousePage(id, readPage(page, CURSOR_SHAPE)),
  },

  InvoiceConnection: { totalCount: (page) => page.totalCount() },
  PaymentConnection: { totalCount: (page) => page.totalCount() },
  CustomerSubscriptionConnection: { totalCount: (page) => page.totalCount() },
  ContractConnection: { totalCount: (page) => page.totalCount() },
  WarehouseConnection: { totalCount: (page) => page.totalCount() },
  CustomerConnection: { totalCount: (page) => page.totalCount() },
};
