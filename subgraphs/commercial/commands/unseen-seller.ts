import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isVisibleParty } from "../../common/visible-party.ts";
import type { Relationship } from "../entities.ts";

/**
 * Whether a relationship has a seller hidden from the viewer. They see none: when they write that back, the seller
 * stays.
 */
export const hasUnseenSeller = async (
  manager: EntityManager,
  viewer: Viewer,
  { sellerRelationId }: Pick<Relationship, "sellerRelationId">,
): Promise<boolean> => sellerRelationId !== null && !(await isVisibleParty(manager, viewer, sellerRelationId));
