import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkId, required } from "../../common/check.ts";
import type { UserError } from "../../common/user-errors.ts";
import { displayNameOf } from "../display-name.ts";
import { Customer, type CustomerStatus } from "../entities.ts";
import {
  checkExternalIdentifiers,
  type ExternalIdentifierInput,
  putExternalIdentifiers,
} from "./external-identifiers.ts";
import { demandParent } from "./hierarchy.ts";
import { checkNames, type NamesInput } from "./names.ts";
import { checkParty, nameOfNewParty, obtainParty, type PartyInput } from "./party.ts";
import { checkSharing, initialSharing, type SharingInput } from "./sharing.ts";
import { withinHierarchy } from "./within-hierarchy.ts";

/** The identity of a new customer. */
export interface IdentityInput extends NamesInput, SharingInput {
  readonly party?: PartyInput | null;
  /** At most one per system. */
  readonly externalIdentifiers?: readonly ExternalIdentifierInput[] | null;
  readonly parentId?: string | null;
  /** Defaults to `ACTIVE`. */
  readonly status?: CustomerStatus | null;
}

const checkNamed = ({ displayName, party }: IdentityInput): UserError[] =>
  displayName == null && (party == null || (party.id == null && nameOfNewParty(party) === null))
    ? [required(["displayName"], "Give a display name, or a party with a name.")]
    : [];

/** Everything wrong with the identity of a new customer. */
export const checkIdentity = (viewer: Viewer, input: IdentityInput): UserError[] => [
  ...checkNamed(input),
  ...checkNames(input),
  ...checkParty(input.party),
  ...checkExternalIdentifiers(input.externalIdentifiers),
  ...checkId(input.parentId, ["parentId"], "customer"),
  ...checkSharing(viewer, input),
];

/** Creates the customer to which the other facets then attach, and returns its id. The input has been checked. */
export const createIdentity = async (manager: EntityManager, viewer: Viewer, input: IdentityInput): Promise<string> => {
  const { parentId = null } = input;
  if (parentId !== null) await demandParent(manager, viewer, parentId);
  const party = await obtainParty(manager, viewer, input.party ?? { organization: { name: input.displayName ?? "" } });
  const customer = {
    tenantId: viewer.tenantId,
    id: randomUUID(),
    partyId: party.id,
    parentId,
    displayName: input.displayName ?? displayNameOf(party),
    legalName: input.legalName ?? null,
    sortName: input.sortName ?? null,
    sortIndex: input.sortIndex ?? null,
    code: input.code ?? null,
    accountNumber: input.accountNumber ?? null,
    status: input.status ?? "ACTIVE",
    ...initialSharing(viewer, input),
  };
  await withinHierarchy(parentId ?? "", () => manager.insert(Customer, customer));
  await putExternalIdentifiers(manager, viewer, customer.id, input.externalIdentifiers ?? []);
  return customer.id;
};
