import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { checkId, checkText, notFound } from "../../common/check.ts";
import { RuleBroken, refuseIfAny, type UserError } from "../../common/user-errors.ts";
import { isVisibleParty } from "../../common/visible-party.ts";
import { displayNameOf } from "../display-name.ts";
import { Party } from "../entities.ts";
import { type PartyIdentifierInput, putPartyIdentifier } from "./party-identifiers.ts";

/** The party behind a customer: exactly one of the three. */
export interface PartyInput {
  readonly organization?: { readonly name: string } | null;
  readonly person?: { readonly firstName?: string | null; readonly lastName: string } | null;
  readonly id?: string | null;
  /** An id that another system gave the party. */
  readonly identifier?: PartyIdentifierInput | undefined;
}

/** New names of the party behind a customer, for its kind. Omitted names stay. */
export interface PartyChanges {
  readonly organization?: { readonly name?: string | null } | null;
  readonly person?: { readonly firstName?: string | null; readonly lastName?: string | null } | null;
  readonly id?: string | null;
  /** An id that another system gave the party. */
  readonly identifier?: PartyIdentifierInput | undefined;
}

const KINDS = ["organization", "person", "id"] as const;

const checkOne = (party: PartyChanges): UserError[] => {
  const given = KINDS.filter((kind) => party[kind] != null);
  if (given.length === 1) return [];
  const message = `Give exactly one of organization, person and id, not ${given.join(" and ") || "none"}.`;
  return [{ code: "INVALID", message, path: ["party"], params: { allowed: KINDS, actual: given.join() } }];
};

/**
 * Everything wrong with a party. First and last name of a person together make a display name of at most 256
 * characters.
 */
export const checkParty = (party: PartyChanges | null | undefined): UserError[] => {
  if (party == null) return [];
  return [
    ...checkOne(party),
    ...checkText(party.organization?.name, ["party", "organization", "name"], 256),
    ...checkText(party.person?.firstName, ["party", "person", "firstName"], 127),
    ...checkText(party.person?.lastName, ["party", "person", "lastName"], 128),
    ...checkId(party.id, ["party", "id"], "organization or person"),
  ];
};

/** The name that a new party will have. */
export const nameOfNewParty = ({ organization, person }: PartyInput): string | null =>
  organization?.name ??
  (person ? displayNameOf({ name: null, firstName: person.firstName ?? null, lastName: person.lastName }) : null);

/** The party if it exists for the viewer. */
const visibleParty = async (manager: EntityManager, viewer: Viewer, id: string): Promise<Party | null> =>
  (await isVisibleParty(manager, viewer, id)) ? manager.findOneBy(Party, { tenantId: viewer.tenantId, id }) : null;

const findParty = async (manager: EntityManager, viewer: Viewer, id: string): Promise<Party> => {
  const party = await visibleParty(manager, viewer, id);
  if (!party) throw new RuleBroken(notFound(["party", "id"], id, "organization or person"));
  return party;
};

const insertParty = async (
  manager: EntityManager,
  viewer: Viewer,
  { organization, person, identifier }: PartyInput,
): Promise<Party> => {
  const party: Party = {
    tenantId: viewer.tenantId,
    id: randomUUID(),
    kind: person ? "PERSON" : "ORGANIZATION",
    name: organization?.name ?? null,
    firstName: person?.firstName ?? null,
    lastName: person?.lastName ?? null,
  };
  await manager.insert(Party, party);
  if (identifier) await putPartyIdentifier(manager, viewer, party.id, identifier);
  return party;
};

/** Finds or creates the party of a new customer. By default it is an organization with the customer's name. */
export const obtainParty = (manager: EntityManager, viewer: Viewer, input: PartyInput): Promise<Party> =>
  input.id != null ? findParty(manager, viewer, input.id) : insertParty(manager, viewer, input);

/** Creates a party that is nobody's customer yet, and returns its id. */
export const createParty = async (
  manager: EntityManager,
  viewer: Viewer,
  input: Omit<PartyInput, "id">,
): Promise<string> => {
  refuseIfAny(checkParty(input));
  return (await insertParty(manager, viewer, input)).id;
};

/** Ensures that a party exists for the viewer and is an organization. */
export const demandOrganization = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  path: readonly string[],
): Promise<void> => {
  const party = await visibleParty(manager, viewer, id);
  if (party?.kind !== "ORGANIZATION") throw new RuleBroken(notFound(path, id, "organization"));
};
