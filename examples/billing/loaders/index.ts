import { adHoc, joinWithId, rowsWithIds, statementOf } from "../../../platform/database/session/statement.ts";
import { oneByKey } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { Invoice, Warehouse } from "../entities.ts";
import { existsFor } from "../visibility.ts";
import { customersOfWarehouse, warehousesOfCustomer } from "./assignments.ts";
import { pagesOf, placeBefore } from "./newest-first.ts";
import { contracts, invoices, payments, subscriptions } from "./of-customer.ts";

const invoicesByIds = statementOf(
  "billing_invoices_by_ids",
  Invoice,
  ({ table, columns }) => `
    select ${columns("i")} from ${rowsWithIds(table, "i")} ${joinWithId("identity.customer", "c", "i.customer_id")}
    where ${existsFor("c", "$3")}`,
);

const warehousesByIds = statementOf(
  "billing_warehouses_by_ids",
  Warehouse,
  ({ table, columns }) => `select ${columns("w")} from ${rowsWithIds(table, "w")}`,
);

const warehousesNewestFirst = statementOf<Warehouse, { readonly at: string }>(
  "billing_warehouses_newest_first",
  Warehouse,
  ({ table, columns }) => `
    select ${columns("w")}, w.created_at as at from ${table} w
    where w.tenant_id = $1 and (w.created_at, w.id) < ($3::timestamptz, $4::uuid)
    order by w.created_at desc, w.id desc limit $2`,
);

const warehouseCount = adHoc<{ count: number }>(
  "select count(*)::integer as count from billing.warehouse where tenant_id = $1",
);

/** Made once per request. The tenant and the workspaces are fixed here, so every key is a plain id. */
export const createLoaders = (scope: RequestScope) => {
  const { db, viewer } = scope;
  const { tenantId, workspaceIds } = viewer;
  return {
    /** `null` also for an invoice of a customer that does not exist for the viewer. */
    invoiceById: oneByKey(
      (ids) => db.read(invoicesByIds, [tenantId, ids, workspaceIds]),
      ({ id }) => id,
    ),
    warehouseById: oneByKey(
      (ids) => db.read(warehousesByIds, [tenantId, ids]),
      ({ id }) => id,
    ),
    invoicesPage: pagesOf(scope, invoices),
    paymentsPage: pagesOf(scope, payments),
    subscriptionsPage: pagesOf(scope, subscriptions),
    contractsPage: pagesOf(scope, contracts),
    warehousesOfCustomerPage: pagesOf(scope, warehousesOfCustomer),
    customersOfWarehousePage: pagesOf(scope, customersOfWarehouse),
    warehousesPage: async (keyset: Keyset): Promise<Connection<Warehouse>> =>
      toConnection(await db.read(warehousesNewestFirst, [tenantId, keyset.first + 1, ...placeBefore(keyset)]), keyset, {
        keysOf: ({ at, id }) => [at, id],
        nodeOf: (row): Warehouse => row,
        count: async () => (await db.read(warehouseCount, [tenantId]))[0]?.count ?? 0,
      }),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
