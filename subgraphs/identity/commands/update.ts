import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkId, required } from "../../common/check.ts";
import type { UserError } from "../../common/user-errors.ts";
import type { CustomerStatus } from "../entities.ts";
import {
  checkExternalIdentifiers,
  type ExternalIdentifierInput,
  replaceExternalIdentifiers,
} from "./external-identifiers.ts";
import { newParent } from "./hierarchy.ts";
import { checkNewNames, type NamesInput, nameColumns } from "./names.ts";
import type { PartyChanges } from "./party.ts";
import { putPartyIdentifier } from "./party-identifiers.ts";
import { checkNewPartyNames, renameParty } from "./party-names.ts";
import { checkNewSharing, newSharing, type SharingInput } from "./sharing.ts";
import { demandTransition } from "./status.ts";
import { storedCustomer, writeColumns } from "./stored-customer.ts";

/** The changes of a customer's identity. Omitted fields stay; `null` clears; a list replaces the list. */
export interface IdentityChanges extends NamesInput, SharingInput {
  readonly party?: PartyChanges | null;
  readonly externalIdentifiers?: readonly ExternalIdentifierInput[] | null;
  readonly parentId?: string | null;
  readonly status?: CustomerStatus | null;
}

/** Everything wrong with changes of a customer's identity that can be found without its current row. */
export const checkIdentityChanges = (input: IdentityChanges): UserError[] => [
  ...checkNewNames(input),
  ...checkNewPartyNames(input.party),
  ...checkExternalIdentifiers(input.externalIdentifiers),
  ...checkId(input.parentId, ["parentId"], "customer"),
  ...(input.status === null ? [required(["status"], "It cannot be cleared. Leave it out to keep it.")] : []),
  ...checkNewSharing(input),
];

export interface IdentityOptions {
  /** Whether the status may follow any other one: another system has decided it. */
  readonly anyStatus?: boolean;
}

/**
 * Changes given fields that differ; returns whether anything did. A display name that is the party's follows it. The
 * input has been checked, and the caller holds the customer's lock.
 */
export const updateIdentity = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  input: IdentityChanges,
  { anyStatus = false }: IdentityOptions = {},
): Promise<boolean> => {
  const stored = await storedCustomer(manager, viewer, id);
  if (!anyStatus) demandTransition(stored, input.status);
  const sharing = newSharing(viewer, stored, input);
  const parentId = await newParent(manager, viewer, stored, input.parentId);
  const renamed = await renameParty(manager, viewer, stored, input.party);
  const identifier = input.party?.identifier;
  const identified =
    identifier !== undefined && (await putPartyIdentifier(manager, viewer, stored.partyId, identifier));
  const computedName = renamed?.before === stored.displayName ? renamed.after : undefined;
  const written = await writeColumns(manager, stored, {
    ...nameColumns(input),
    displayName: input.displayName ?? computedName,
    status: input.status ?? undefined,
    parentId,
    ...sharing,
  });
  const { externalIdentifiers } = input;
  const linked =
    externalIdentifiers !== undefined &&
    (await replaceExternalIdentifiers(manager, viewer, stored.id, externalIdentifiers ?? []));
  return written || renamed !== null || identified || linked;
};
