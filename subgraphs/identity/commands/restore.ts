import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { notFound } from "../../common/check.ts";
import { touch } from "../../common/touch.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import { Customer, type CustomerStatus } from "../entities.ts";
import { visibleTo } from "../visibility.ts";
import { storedCustomer } from "./stored-customer.ts";

export interface Restore {
  readonly customerId: string;
  readonly expectedVersion?: number | null;
  /**
   * The status after restoring. By default, the one the customer was deleted with, and `ACTIVE` for an archived one.
   */
  readonly status?: "ACTIVE" | "INACTIVE" | null;
}

const PATH = ["customerId"];

const refuse = (message: string): never => {
  throw new RuleBroken({ code: "NOT_ALLOWED", path: PATH, message });
};

/** Undeletes a customer that the viewer may see; returns whether it was deleted. */
const undelete = async (manager: EntityManager, viewer: Viewer, id: string): Promise<boolean> => {
  const [, count]: [unknown, number] = await manager.query(
    `update identity.customer c set deleted_at = null
     where c.tenant_id = $1 and c.id = $2 and c.deleted_at is not null and ${visibleTo("c", "$3")}`,
    [viewer.tenantId, id, viewer.workspaceIds],
  );
  return count > 0;
};

/** The customer above, if there is one. */
interface Above {
  readonly live: boolean;
  readonly seen: boolean;
}

const readParent = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  { parentId }: Customer,
): Promise<Above | null> => {
  if (parentId === null) return null;
  const [parent]: Above[] = await manager.query(
    `select c.deleted_at is null as live, ${visibleTo("c", "$3")} as seen
     from identity.customer c where c.tenant_id = $1 and c.id = $2 for key share`,
    [tenantId, parentId, workspaceIds],
  );
  return parent ?? null;
};

/** A customer cannot be restored below a deleted one. Of a hidden one nothing else is revealed. */
export const demandLiveParent = (parent: Above | null): void => {
  if (parent === null || parent.live) return;
  refuse(
    parent.seen
      ? "The customer above it is deleted. Restore that one first."
      : "The customer cannot be restored at this moment.",
  );
};

/** Ensures that there is something to restore in a customer that is not deleted. */
export const demandArchived = (status: CustomerStatus): void => {
  if (status !== "ARCHIVED") refuse("The customer is neither deleted nor archived, so there is nothing to restore.");
};

const comingBack = (stored: CustomerStatus, wasDeleted: boolean, wanted: Restore["status"]): CustomerStatus =>
  wanted ?? (wasDeleted ? stored : "ACTIVE");

/** Restores a deleted or archived customer, with everything that was known of it, and returns its id. */
export const restoreIdentity = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, status }: Restore,
): Promise<string> => {
  if (!isUuid(customerId)) throw new RuleBroken(notFound(PATH, customerId, "customer"));
  const wasDeleted = await undelete(manager, viewer, customerId);
  await touch(manager, viewer, customerId, { expectedVersion });
  const stored = await storedCustomer(manager, viewer, customerId);
  if (wasDeleted) demandLiveParent(await readParent(manager, viewer, stored));
  else demandArchived(stored.status);
  const { tenantId, id } = stored;
  await manager.update(Customer, { tenantId, id }, { status: comingBack(stored.status, wasDeleted, status) });
  return id;
};
