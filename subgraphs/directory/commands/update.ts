import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { updateRelationship } from "../../commercial/commands/index.ts";
import { changeCustomer } from "../../common/change-customer.ts";
import { refuseIfAny } from "../../common/user-errors.ts";
import { type AddressOptions, updateContacts } from "../../contacts/commands/index.ts";
import { updateFinance } from "../../finance/commands/index.ts";
import {
  demandOrganization,
  type IdentityOptions,
  linkIdentifier,
  updateIdentity,
} from "../../identity/commands/index.ts";
import { type CustomerChanges, checkChanges } from "./customer-input.ts";
import { withCurrencies } from "./default-currency.ts";
import { at } from "./place.ts";

export interface UpdateOptions extends AddressOptions, IdentityOptions {
  readonly expectedVersion?: number | null;
  /** Whether a list of ids in other systems replaces the existing one, or is added to it. */
  readonly identifiers?: "REPLACE" | "ADD";
}

const addIdentifiers = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  { externalIdentifiers }: CustomerChanges,
): Promise<boolean> => {
  const added: boolean[] = [];
  for (const [index, identifier] of (externalIdentifiers ?? []).entries()) {
    added.push(await at(["externalIdentifiers", String(index)], linkIdentifier(manager, viewer, id, identifier)));
  }
  return added.includes(true);
};

const updateIdentifiersAnd = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  changes: CustomerChanges,
  { identifiers = "REPLACE", anyStatus }: UpdateOptions,
): Promise<boolean> => {
  if (identifiers === "REPLACE" || changes.externalIdentifiers == null) {
    return updateIdentity(manager, viewer, id, changes, { anyStatus });
  }
  const changed = await updateIdentity(
    manager,
    viewer,
    id,
    { ...changes, externalIdentifiers: undefined },
    { anyStatus },
  );
  return (await addIdentifiers(manager, viewer, id, changes)) || changed;
};

/** Changes given fields that differ, in all facets. The input has been checked, and the caller holds the customer's lock. */
export const updateFacets = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  changes: CustomerChanges,
  options: UpdateOptions = {},
): Promise<boolean> => {
  const { relationship, finance } = changes;
  const sellerId = relationship?.sellerRelationId;
  if (sellerId != null) await demandOrganization(manager, viewer, sellerId, ["relationship", "sellerRelationId"]);
  const changed = [
    await updateIdentifiersAnd(manager, viewer, id, changes, options),
    relationship != null && (await at("relationship", updateRelationship(manager, viewer, id, relationship))),
    finance != null && (await at("finance", updateFinance(manager, viewer, id, finance))),
    await updateContacts(manager, viewer, id, changes, options),
  ];
  return changed.includes(true);
};

/** Changes given fields that differ, in all facets, all or nothing; returns whether anything did. */
export const updateCustomer = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  given: CustomerChanges,
  options: UpdateOptions = {},
): Promise<boolean> => {
  const changes = await withCurrencies(manager, viewer, given);
  refuseIfAny(checkChanges(changes));
  let changed = false;
  await changeCustomer(manager, viewer, { ...options, customerId: id }, async (savepoint) => {
    changed = await updateFacets(savepoint, viewer, id, changes, options);
    return changed;
  });
  return changed;
};
