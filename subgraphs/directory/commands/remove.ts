import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { invalid } from "../../common/check.ts";
import { touch } from "../../common/touch.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import { deleteIdentity, restoreIdentity } from "../../identity/commands/index.ts";
import type { CustomerStatus } from "../../identity/entities.ts";

interface Target {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
}

/** Removes the role of a customer and returns its id. All facets keep their rows for a restore. */
export const deleteCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion }: Target,
): Promise<string> => {
  await touch(manager, viewer, customerId, { expectedVersion });
  await deleteIdentity(manager, viewer, customerId);
  return customerId.toLowerCase();
};

/** Restores a deleted or archived customer, with all facets, and returns its id. */
export const restoreCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  { status, ...target }: Target & { readonly status?: CustomerStatus | null },
): Promise<string> => {
  if (status != null && status !== "ACTIVE" && status !== "INACTIVE") {
    throw new RuleBroken(invalid(["status"], status, "A customer can only be restored as ACTIVE or INACTIVE."));
  }
  return restoreIdentity(manager, viewer, { ...target, status });
};
