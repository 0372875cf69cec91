import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Relationship } from "../entities.ts";

/**
 * Whether a relationship has a seller hidden from the viewer. They see none: when they write that back, the seller
 * stays.
 */
export const hasUnseenSeller = async (
  manager: EntityManager,
  { tenantId, workspaceIds }: Viewer,
  { sellerRelationId }: Pick<Relationship, "sellerRelationId">,
): Promise<boolean> => {
  if (sellerRelationId === null) return false;
  const seen: unknown[] = await manager.query(
    "select id from identity.visible_parties($1, array[$2::uuid], $3::uuid[])",
    [tenantId, sellerRelationId, workspaceIds],
  );
  return seen.length === 0;
};
