import type { EntityManager } from "typeorm";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { touch } from "./touch.ts";

/** Which customer to change, and the version that the client has read. */
export interface CustomerChange {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
}

/** Ends a savepoint in which nothing was to be changed, so that not even the version is. */
class NothingChanged extends Error {}

/**
 * Changes one customer under its lock, and answers its id. A change that answers `false` had nothing to change: the version stays as
 * well. Throws `NOT_FOUND` or `CONFLICT` as `touch` does.
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
