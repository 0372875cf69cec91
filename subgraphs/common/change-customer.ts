import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { touch } from "./touch.ts";

/** The customer to change, and the version that the client read. */
export interface CustomerChange {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
}

/** Ends a savepoint with nothing to change, so that the version does not change either. */
class NothingChanged extends Error {}

/**
 * Changes one customer under its lock, and returns its id. If a change returns `false`, nothing changes and the version
 * stays. Throws `NOT_FOUND` or `CONFLICT` as `touch` does.
 */
export const changeCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion }: CustomerChange,
  change: (manager: EntityManager) => Promise<boolean>,
): Promise<string> => {
  try {
    await manager.transaction(async (savepoint) => {
      await touch(savepoint, viewer, customerId, { expectedVersion });
      if (!(await change(savepoint))) throw new NothingChanged();
    });
  } catch (error) {
    if (!(error instanceof NothingChanged)) throw error;
  }
  return customerId;
};
