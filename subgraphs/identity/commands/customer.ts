import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { checkId, checkText, invalid, required } from "../../../platform/check.ts";
import type { UserError } from "../../../platform/user-errors.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { displayNameOf } from "../display-name.ts";
import { Customer, type CustomerStatus, type VisibilityMode } from "../entities.ts";
import {
  checkExternalIdentifiers,
  type ExternalIdentifierInput,
  linkExternalIdentifiers,
} from "./external-identifiers.ts";
import { demandParent, withinHierarchy } from "./hierarchy.ts";
import { checkParty, nameOfNewParty, obtainParty, type PartyInput } from "./party.ts";

/** Names and keys of a customer, which can be changed at any time. */
export interface NamesInput {
  readonly displayName?: string | null;
  readonly legalName?: string | null;
  readonly sortName?: string | null;
  readonly code?: string | null;
  readonly accountNumber?: string | null;
}

export interface IdentityInput extends NamesInput {
  readonly party?: PartyInput | null;
  readonly externalIdentifiers?: readonly ExternalIdentifierInput[] | null;
  readonly parentId?: string | null;
  readonly status?: CustomerStatus | null;
  readonly visibilityMode?: VisibilityMode | null;
  readonly sharedWithWorkspaceIds?: readonly string[] | null;
}

const checkNames = (input: NamesInput): UserError[] => [
  ...checkText(input.displayName, ["displayName"], 256),
  ...checkText(input.legalName, ["legalName"], 256),
  ...checkText(input.sortName, ["sortName"], 256),
  ...checkText(input.code, ["code"], 32),
  ...checkText(input.accountNumber, ["accountNumber"], 256),
];

const checkVisibility = (viewer: Viewer, { visibilityMode, sharedWithWorkspaceIds }: IdentityInput): UserError[] => [
  ...(visibilityMode != null && visibilityMode !== "GLOBAL" && viewer.workspaceId === null
    ? [invalid(["visibilityMode"], visibilityMode, "You act in no workspace, so give GLOBAL.")]
    : []),
  ...(sharedWithWorkspaceIds?.length && visibilityMode !== "SHARED"
    ? [
        invalid(
          ["sharedWithWorkspaceIds"],
          sharedWithWorkspaceIds.join(),
          "Only a SHARED customer is shared with workspaces.",
        ),
      ]
    : []),
  ...(sharedWithWorkspaceIds ?? []).flatMap((id, index) =>
    checkId(id, ["sharedWithWorkspaceIds", String(index)], "workspace"),
  ),
];

const checkNamed = ({ displayName, party }: IdentityInput): UserError[] =>
  displayName == null && (party == null || (party.id == null && nameOfNewParty(party) === null))
    ? [required(["displayName"], "Give a display name, or a party with a name.")]
    : [];

/** All that is wrong with the identity of a new customer. */
export const checkIdentity = (viewer: Viewer, input: IdentityInput): UserError[] => [
  ...checkNamed(input),
  ...checkNames(input),
  ...checkParty(input.party),
  ...checkExternalIdentifiers(input.externalIdentifiers),
  ...checkId(input.parentId, ["parentId"], "customer"),
  ...checkVisibility(viewer, input),
];

/** Creates the customer that the other facets then hang on to, and answers its id. The input has been checked. */
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
    code: input.code ?? null,
    accountNumber: input.accountNumber ?? null,
    status: input.status ?? "ACTIVE",
    visibilityMode: input.visibilityMode ?? (viewer.workspaceId === null ? "GLOBAL" : "WORKSPACE_LOCAL"),
    workspaceId: viewer.workspaceId,
    sharedWithWorkspaceIds: [...(input.sharedWithWorkspaceIds ?? [])],
  };
  await withinHierarchy(parentId ?? "", () => manager.insert(Customer, customer));
  await linkExternalIdentifiers(manager, viewer, customer.id, input.externalIdentifiers ?? []);
  return customer.id;
};

/** All that is wrong with new names of a customer. The display name can be changed, not cleared. */
export const checkNewNames = (input: NamesInput): UserError[] => [
  ...(input.displayName === null ? [required(["displayName"], "It cannot be cleared. Leave it out to keep it.")] : []),
  ...checkNames(input),
];

/** Changes the names that are given and differ; answers whether any did. The caller holds the customer's lock. */
export const updateNames = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  id: string,
  input: NamesInput,
): Promise<boolean> => {
  const stored = await manager.findOneByOrFail(Customer, { tenantId, id });
  const changed = Object.fromEntries(
    (["displayName", "legalName", "sortName", "code", "accountNumber"] as const)
      .filter((field) => input[field] !== undefined && input[field] !== stored[field])
      .map((field) => [field, input[field]]),
  );
  if (Object.keys(changed).length === 0) return false;
  await manager.update(Customer, { tenantId, id }, changed);
  return true;
};
