import { adHoc, IDS, statementOf } from "../../../platform/database/session/statement.ts";
import { VISIBLE_CUSTOMERS, visibilityParameters } from "../../../subgraphs/common/visibility.ts";
import { Warehouse, WarehouseCustomer } from "../entities.ts";
import { existsFor } from "../visibility.ts";
import type { List, Listed } from "./newest-first.ts";

/** The warehouses of customers, latest assignment first. */
export const warehousesOfCustomer: List<Warehouse & Listed> = {
  askedBy: visibilityParameters,
  page: statementOf<Warehouse, Listed>(
    "billing_warehouses_by_customer_ids",
    Warehouse,
    ({ table, columns }) => `
      select ${columns("w")}, a.customer_id as "ownerId", a.assigned_at as at
      from ${VISIBLE_CUSTOMERS} c cross join lateral (
        select * from billing.warehouse_customer a
        where a.tenant_id = $1 and a.customer_id = c.id
          and (a.assigned_at, a.warehouse_id) < ($6::timestamptz, $7::uuid)
        order by a.assigned_at desc, a.warehouse_id desc limit $5
      ) a join ${table} w on w.tenant_id = $1 and w.id = a.warehouse_id
      order by a.customer_id, a.assigned_at desc, a.warehouse_id desc`,
  ),
  counts: adHoc(`
    select a.customer_id as "ownerId", count(*)::integer as count
    from ${VISIBLE_CUSTOMERS} c join billing.warehouse_customer a on a.tenant_id = $1 and a.customer_id = c.id
    group by a.customer_id`),
};

/**
 * The customers of warehouses, latest assignment first, and only those that exist for the viewer. Their ids are the
 * customers'.
 */
export const customersOfWarehouse: List<WarehouseCustomer & Listed> = {
  askedBy:
    ({ tenantId, workspaceIds }) =>
    (ids) => [tenantId, ids, workspaceIds],
  page: statementOf<WarehouseCustomer, Listed>(
    "billing_customers_by_warehouse_ids",
    WarehouseCustomer,
    ({ table, columns }) => `
      select ${columns("a")}, a.warehouse_id as "ownerId", a.assigned_at as at, a.customer_id as id
      from ${IDS} cross join lateral (
        select a.* from ${table} a
          join identity.customer c on c.tenant_id = $1 and c.id = a.customer_id and ${existsFor("c", "$3")}
        where a.tenant_id = $1 and a.warehouse_id = k.id
          and (a.assigned_at, a.customer_id) < ($5::timestamptz, $6::uuid)
        order by a.assigned_at desc, a.customer_id desc limit $4
      ) a order by a.warehouse_id, a.assigned_at desc, a.customer_id desc`,
  ),
  counts: adHoc(`
    select a.warehouse_id as "ownerId", count(*)::integer as count from billing.warehouse_customer a
      join identity.customer c on c.tenant_id = $1 and c.id = a.customer_id and ${existsFor("c", "$3")}
    where a.tenant_id = $1 and a.warehouse_id = any ($2::uuid[]) group by a.warehouse_id`),
};
