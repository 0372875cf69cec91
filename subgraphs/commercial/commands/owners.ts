import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Owner } from "../entities.ts";

/** Replaces a customer's owners, in this order; returns whether they changed. */
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
