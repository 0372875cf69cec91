import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import { visibleTo } from "../visibility.ts";

/** For hidden children, reveals only that the customer cannot be deleted. */
const whyNot = (seen: number): string => {
  if (seen === 0) return "The customer is in use, and cannot be deleted now.";
  const [what, them] = seen === 1 ? ["is another customer", "it"] : [`are ${seen} other customers`, "them"];
  return `There ${what} directly below this one. Move or delete ${them} first.`;
};

/** The customers directly below one, and how many of them the viewer sees. */
export interface Children {
  readonly children: number;
  readonly seen: number;
}

/** Ensures that nothing is below a customer that is to be deleted. */
export const demandNoChildren = ({ children, seen }: Children): void => {
  if (children === 0) return;
  throw new RuleBroken({ code: "NOT_ALLOWED", path: ["customerId"], message: whyNot(seen) });
};

/**
 * Removes the role of a customer: nothing finds it until it is restored. The party stays. A customer with children is
 * refused: move or delete those first. The caller holds the customer's lock.
 */
export const deleteIdentity = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  id: string,
): Promise<void> => {
  // This lock, unlike the one for changes, also blocks writers that put a customer below this one.
  await manager.query("select from identity.customer c where c.tenant_id = $1 and c.id = $2 for update", [
    tenantId,
    id,
  ]);
  const [below]: [Children] = await manager.query(
    `select count(*)::integer as children, count(*) filter (where ${visibleTo("c", "$3")})::integer as seen
     from identity.customer c where c.tenant_id = $1 and c.parent_id = $2 and c.deleted_at is null`,
    [tenantId, id, workspaceIds],
  );
  demandNoChildren(below);
  await manager.query("update identity.customer c set deleted_at = now() where c.tenant_id = $1 and c.id = $2", [
    tenantId,
    id,
  ]);
};
