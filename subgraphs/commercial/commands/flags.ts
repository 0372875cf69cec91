import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerChange } from "../../common/change-customer.ts";
import { changeRelationship } from "./change-relationship.ts";

interface MarkFormer extends CustomerChange {
  readonly isFormer: boolean;
  readonly formerDate?: string | null;
}

interface Close extends CustomerChange {
  readonly isClosed: boolean;
  readonly closedAt?: string | null;
}

/** Sets whether a customer is a former one. Returns the id of the customer. */
export const markFormer = (
  manager: EntityManager,
  viewer: Viewer,
  { isFormer, formerDate, ...customer }: MarkFormer,
): Promise<string> => changeRelationship(manager, viewer, customer, { isFormer, formerDate });

/** Closes or reopens a customer's record. Returns the id of the customer. */
export const close = (
  manager: EntityManager,
  viewer: Viewer,
  { isClosed, closedAt, ...customer }: Close,
): Promise<string> => changeRelationship(manager, viewer, customer, { isClosed, closedAt });
