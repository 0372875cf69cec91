import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Owner } from "../entities.ts";

/** Makes the owners of a customer these, in this order; answers whether they were others before. */
export const replaceOwners = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  employeeIds: readonly string[],
): Promise<boolean> => {
  const stored = await manager.find(Owner, { where: { tenantId, customerId }, order: { position: "ASC" } });
  const same = stored.map(({ employeeId }) => employeeId).join() === employeeIds.join().toLowerCase();
  if (same) return false;
  await manager.delete(Owner, { tenantId, customerId });
  await manager.insert(
    Owner,
    employeeIds.map((employeeId, position) => ({ tenantId, customerId, position, employeeId })),
  );
  return true;
};
