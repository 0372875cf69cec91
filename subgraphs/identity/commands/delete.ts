import type { EntityManager } from "typeorm";
import { RuleBroken } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";

/**
 * Takes the role of a customer away: nothing finds it any more until it is restored. The party stays. A customer with others below it
 * stays too: move or delete those first. The caller holds the customer's lock.
 */
export const deleteIdentity = async (manager: EntityManager, { tenantId }: Viewer, id: string): Promise<void> => {
  // This lock, unlike the one for changes, also holds back those who are putting a customer under this one.
  await manager.query("select from identity.customer c where c.tenant_id = $1 and c.id = $2 for update", [
    tenantId,
    id,
  ]);
  const [{ children }]: [{ children: number }] = await manager.query(
    `select count(*)::integer as children from identity.customer c
     where c.tenant_id = $1 and c.parent_id = $2 and c.deleted_at is null`,
    [tenantId, id],
  );
  if (children > 0) {
    throw new RuleBroken({
      code: "NOT_ALLOWED",
      path: ["customerId"],
      message: `customerId: right below the customer ${children === 1 ? "is another one" : `are ${children} others`}. Move or delete ${children === 1 ? "it" : "them"} first.`,
    });
  }
  await manager.query("update identity.customer c set deleted_at = now() where c.tenant_id = $1 and c.id = $2", [
    tenantId,
    id,
  ]);
};
