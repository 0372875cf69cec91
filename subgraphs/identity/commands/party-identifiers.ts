import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { canonicalUuid } from "../../../platform/values/uuid.ts";
import { taken } from "../../common/check.ts";
import { RuleBroken } from "../../common/user-errors.ts";
import { type ExternalSource, PartyIdentifier } from "../entities.ts";

/** The id of a party in another system. */
export interface PartyIdentifierInput {
  readonly source: ExternalSource;
  readonly externalId: string;
}

const PATH = ["party", "id"];

/**
 * Keeps the id that another system gave a party; returns whether it is new. A party has one id in each system: another
 * one is refused, and so is the id of another party.
 */
export const putPartyIdentifier = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  partyId: string,
  { source, externalId }: PartyIdentifierInput,
): Promise<boolean> => {
  const id = canonicalUuid(externalId);
  const added: unknown[] = await manager.query(
    `insert into identity.party_identifier (tenant_id, source, external_id, party_id) values ($1, $2, $3, $4)
     on conflict do nothing returning party_id`,
    [tenantId, source, id, partyId],
  );
  if (added.length > 0) return true;
  const stored = await manager.findOneBy(PartyIdentifier, { tenantId, partyId, source });
  if (stored?.externalId === id) return false;
  throw new RuleBroken(
    stored
      ? {
          code: "NOT_ALLOWED",
          path: PATH,
          message: `In ${source} the customer's organization or person is ${quoted(stored.externalId)}, and a customer stays with it.`,
          params: { allowed: [stored.externalId] },
        }
      : taken(PATH, externalId, `${quoted(externalId)} of ${source} belongs to another organization or person.`, null),
  );
};
