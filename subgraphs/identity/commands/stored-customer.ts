import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { changesOf } from "../../common/changes.ts";
import { Customer } from "../entities.ts";
import { withinHierarchy } from "./within-hierarchy.ts";

/** The customer's current row. The caller holds its lock. */
export const storedCustomer = (manager: EntityManager, { tenantId }: Viewer, id: string): Promise<Customer> =>
  manager.findOneByOrFail(Customer, { tenantId, id });

/**
 * Changes one customer based on its current row, and returns its id. If `change` returns `false`, the version stays
 * too.
 */
export const changeStored = (
  manager: EntityManager,
  viewer: Viewer,
  target: CustomerChange,
  change: (savepoint: EntityManager, stored: Customer) => Promise<boolean>,
): Promise<string> =>
  changeCustomer(manager, viewer, target, async (savepoint) =>
    change(savepoint, await storedCustomer(savepoint, viewer, target.customerId)),
  );

/** Writes given columns that differ; returns whether any did. */
export const writeColumns = async (
  manager: EntityManager,
  stored: Customer,
  wanted: Partial<Customer>,
): Promise<boolean> => {
  const changes = changesOf(stored, wanted);
  if (changes === null) return false;
  const { tenantId, id } = stored;
  await withinHierarchy(changes.parentId ?? "", () => manager.update(Customer, { tenantId, id }, changes));
  return true;
};
