import type { EntityManager } from "typeorm";
import { QueryFailedError } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { together } from "../../common/batch/together.ts";
import { changesOf } from "../../common/changes.ts";
import { required } from "../../common/check.ts";
import { RuleBroken, type UserError } from "../../common/user-errors.ts";
import { displayNameOf } from "../display-name.ts";
import { type Customer, Party } from "../entities.ts";
import { checkParty, type PartyChanges } from "./party.ts";

/** The name of a party before and after renaming it. */
export interface Renamed {
  readonly before: string;
  readonly after: string;
}

const LOCK_NOT_AVAILABLE = "55P03";

/** Everything wrong with new names of a party. */
export const checkNewPartyNames = (party: PartyChanges | null | undefined): UserError[] => [
  ...(party?.organization?.name === null
    ? [required(["party", "organization", "name"], "It cannot be cleared. Leave it out to keep it.")]
    : []),
  ...(party?.person?.lastName === null
    ? [required(["party", "person", "lastName"], "It cannot be cleared. Leave it out to keep it.")]
    : []),
  ...checkParty(party),
];

const demandSameParty = ({ id, kind }: Party, changes: PartyChanges): void => {
  const own = kind === "PERSON" ? "person" : "organization";
  if (changes.id == null ? changes[own] != null : changes.id.toLowerCase() === id) return;
  throw new RuleBroken({
    code: "NOT_ALLOWED",
    path: ["party"],
    message:
      changes.id == null
        ? `The customer is ${own === "person" ? "a person" : "an organization"}, and that never changes. Create another customer.`
        : "A customer stays with its organization or person. Create another customer of the other one.",
    params: { allowed: [own] },
  });
};

interface RenamedParty extends Renamed {
  readonly customer: Customer;
}

const renameOthersOf = async (
  manager: EntityManager,
  renamed: readonly RenamedParty[],
): Promise<readonly undefined[]> => {
  await manager.query(
    `with other as (
       select c.id, r.after from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) r (party_id, id, before, after)
         join identity.customer c on c.tenant_id = $1 and c.party_id = r.party_id and c.id <> r.id and c.display_name = r.before
         for no key update of c nowait
     )
     update identity.customer c set display_name = other.after, version = c.version + 1, updated_at = now()
       from other where c.tenant_id = $1 and c.id = other.id`,
    [
      renamed[0]?.customer.tenantId,
      renamed.map(({ customer }) => customer.partyId),
      renamed.map(({ customer }) => customer.id),
      renamed.map(({ before }) => before),
      renamed.map(({ after }) => after),
    ],
  );
  return renamed.map(() => undefined);
};

/**
 * Renames the party's other customers that use the old name. They are locked without waiting: whoever holds one may be
 * waiting for this party.
 */
const renameOthers = async (manager: EntityManager, customer: Customer, { before, after }: Renamed): Promise<void> => {
  try {
    await together(manager, { customer, before, after }, renameOthersOf);
  } catch (error) {
    if (!(error instanceof QueryFailedError) || error.driverError.code !== LOCK_NOT_AVAILABLE) throw error;
    throw new RuleBroken({
      code: "CONFLICT",
      path: ["party"],
      message: "Someone else is changing it at this moment. Try again.",
      customer: { id: customer.id },
    });
  }
};

/** Renames the party of a customer; returns `null` if it has the names already. Its kind never changes. */
export const renameParty = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customer: Customer,
  changes: PartyChanges | null | undefined,
): Promise<Renamed | null> => {
  if (changes == null) return null;
  const key = { tenantId, id: customer.partyId };
  const party = await manager.findOneOrFail(Party, { where: key, lock: { mode: "for_no_key_update" } });
  demandSameParty(party, changes);
  const names = changesOf(party, {
    name: changes.organization?.name ?? undefined,
    firstName: changes.person?.firstName,
    lastName: changes.person?.lastName ?? undefined,
  });
  if (names === null) return null;
  await manager.update(Party, key, names);
  const renamed = { before: displayNameOf(party), after: displayNameOf({ ...party, ...names }) };
  if (renamed.before !== renamed.after) await renameOthers(manager, customer, renamed);
  return renamed;
};
