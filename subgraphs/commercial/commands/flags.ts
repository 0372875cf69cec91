import type { EntityManager } from "typeorm";
import { type CustomerChange, changeCustomer } from "../../../platform/change-customer.ts";
import { now } from "../../../platform/moments.ts";
import { refuseIfAny } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Relationship } from "../entities.ts";
import { updateRelationship } from "./relationship.ts";
import { checkRelationship } from "./relationship-input.ts";

interface MarkFormer extends CustomerChange {
  readonly isFormer: boolean;
  readonly formerDate?: string | null;
}

interface Close extends CustomerChange {
  readonly isClosed: boolean;
  readonly closedAt?: string | null;
}

/** The date to go with a flag: as given; else now for a flag that is newly set, and what it was for any other. */
const dateOf = (
  given: string | null | undefined,
  { was, is }: { was: boolean; is: boolean },
): string | null | undefined => (given === undefined && is && !was ? now() : given);

/** Says whether a customer is a former one. Answers the id of the customer. */
export const markFormer = (
  manager: EntityManager,
  viewer: Viewer,
  { isFormer, formerDate, ...customer }: MarkFormer,
): Promise<string> => {
  refuseIfAny(checkRelationship({ isFormer, formerDate }));
  return changeCustomer(manager, viewer, customer, async (within) => {
    const key = { tenantId: viewer.tenantId, customerId: customer.customerId };
    const { isFormer: was } = await within.findOneByOrFail(Relationship, key);
    const changes = { isFormer, formerDate: dateOf(formerDate, { was, is: isFormer }) };
    return updateRelationship(within, viewer, customer.customerId, changes);
  });
};

/** Closes the record of a customer, or opens it again. Answers the id of the customer. */
export const close = (
  manager: EntityManager,
  viewer: Viewer,
  { isClosed, closedAt, ...customer }: Close,
): Promise<string> => {
  refuseIfAny(checkRelationship({ isClosed, closedAt }));
  return changeCustomer(manager, viewer, customer, async (within) => {
    const key = { tenantId: viewer.tenantId, customerId: customer.customerId };
    const { isClosed: was } = await within.findOneByOrFail(Relationship, key);
    const changes = { isClosed, closedAt: dateOf(closedAt, { was, is: isClosed }) };
    return updateRelationship(within, viewer, customer.customerId, changes);
  });
};
