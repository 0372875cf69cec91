import type { EntityManager } from "typeorm";
import { changesOf } from "../../../platform/changes.ts";
import { touch } from "../../../platform/touch.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Customer } from "../entities.ts";
import { withinHierarchy } from "./within-hierarchy.ts";

/** Which customer to change, and the version that the client has read of it. */
export interface Target {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
}

/** Ends a savepoint in which nothing was to be changed, so that not even the version is. */
class NothingChanged extends Error {}

/** The customer as it stands. The caller holds its lock. */
export const storedCustomer = (manager: EntityManager, { tenantId }: Viewer, id: string): Promise<Customer> =>
  manager.findOneByOrFail(Customer, { tenantId, id });

/** Writes the columns that are given and differ; answers whether any did. */
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

/** Changes one customer under its lock, and answers its id. When `change` answers `false`, the version stays too. */
export const changeCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion }: Target,
  change: (savepoint: EntityManager, stored: Customer) => Promise<boolean>,
): Promise<string> => {
  try {
    await manager.transaction(async (savepoint) => {
      await touch(savepoint, viewer, customerId, { expectedVersion });
      const changed = await change(savepoint, await storedCustomer(savepoint, viewer, customerId));
      if (!changed) throw new NothingChanged();
    });
  } catch (error) {
    if (!(error instanceof NothingChanged)) throw error;
  }
  return customerId;
};
