import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { required } from "../../common/check.ts";
import { RuleBroken, refuseIfAny } from "../../common/user-errors.ts";
import type { FunnelStage } from "../entities.ts";
import { updateRelationship } from "./relationship.ts";
import { checkRelationship, type RelationshipInput } from "./relationship-input.ts";

/** Changes given fields of a relationship; returns the id of the customer. */
export const changeRelationship = (
  manager: EntityManager,
  viewer: Viewer,
  customer: CustomerChange,
  changes: RelationshipInput,
): Promise<string> => {
  refuseIfAny(checkRelationship(changes));
  return changeCustomer(manager, viewer, customer, (within) =>
    updateRelationship(within, viewer, customer.customerId, changes),
  );
};

/** Like `changeRelationship`, for a change whose one field must be given, even if as `null`. */
export const setReference = (
  manager: EntityManager,
  viewer: Viewer,
  customer: CustomerChange,
  changes: Pick<RelationshipInput, "accountManagerId" | "priceListId" | "statusLabelId">,
): Promise<string> => {
  const left = Object.entries(changes).find(([, id]) => id === undefined);
  if (left) throw new RuleBroken(required([left[0]], "Give an id, or null for none."));
  return changeRelationship(manager, viewer, customer, changes);
};

/** Moves the relationship to another stage of the funnel. */
export const changeStage = (
  manager: EntityManager,
  viewer: Viewer,
  { funnelStage, ...customer }: CustomerChange & { readonly funnelStage: FunnelStage },
): Promise<string> => changeRelationship(manager, viewer, customer, { funnelStage });

/** Sets who shares the relationship. */
export const setOwners = (
  manager: EntityManager,
  viewer: Viewer,
  { ownerIds, ...customer }: CustomerChange & { readonly ownerIds: readonly string[] },
): Promise<string> => changeRelationship(manager, viewer, customer, { ownerIds });
