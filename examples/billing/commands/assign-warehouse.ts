import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { changeCustomer } from "../../../subgraphs/common/change-customer.ts";
import { notFound } from "../../../subgraphs/common/check.ts";
import { type CustomerKey, RuleBroken } from "../../../subgraphs/common/user-errors.ts";
import { Warehouse, WarehouseCustomer } from "../entities.ts";

export interface Assignment {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
  readonly warehouseId: string;
}

const demandWarehouse = async (manager: EntityManager, tenantId: string, id: string): Promise<Warehouse> => {
  const warehouse = isUuid(id) ? await manager.findOneBy(Warehouse, { tenantId, id }) : null;
  if (!warehouse) throw new RuleBroken(notFound(["warehouseId"], id, "warehouse"));
  return warehouse;
};

/**
 * Assigns a warehouse to a customer. If it is assigned already nothing changes, not even the version. Throws
 * `NOT_FOUND` or `CONFLICT`.
 */
export const assignWarehouse = async (
  manager: EntityManager,
  viewer: Viewer,
  { warehouseId, ...change }: Assignment,
): Promise<{ customer: CustomerKey; warehouse: Warehouse }> => {
  const { tenantId } = viewer;
  const warehouse = await demandWarehouse(manager, tenantId, warehouseId);
  const id = await changeCustomer(manager, viewer, change, async (within) => {
    const assignment = { tenantId, customerId: change.customerId, warehouseId };
    const inserted = within.createQueryBuilder().insert().into(WarehouseCustomer).values(assignment);
    const { raw } = await inserted.orIgnore().returning("warehouse_id").execute();
    return raw.length > 0;
  });
  return { customer: { id }, warehouse };
};
