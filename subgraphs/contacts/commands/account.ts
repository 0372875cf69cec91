import type { EntityManager } from "typeorm";
import { changesOf } from "../../common/changes.ts";
import { Account } from "../entities.ts";
import { e164Of } from "../phone.ts";
import type { Owner } from "./addresses.ts";
import type { AccountInput } from "./inputs.ts";

const ofPhones = (
  { primaryPhone, faxNumber }: Pick<Account, "primaryPhone" | "faxNumber">,
  country: string | null,
) => ({
  primaryPhoneE164: e164Of(primaryPhone, country),
  faxNumberE164: e164Of(faxNumber, country),
});

/** Writes the account of a new customer. */
export const insertAccount = async (
  manager: EntityManager,
  owner: Owner,
  { primaryEmail = null, primaryPhone = null, faxNumber = null, website = null }: AccountInput,
  country: string | null,
): Promise<void> => {
  const phones = { primaryPhone, faxNumber };
  await manager.insert(Account, { ...owner, primaryEmail, website, ...phones, ...ofPhones(phones, country) });
};

/**
 * Changes given fields that differ; returns whether anything did. Phones are parsed again, because the country may have
 * changed.
 */
export const saveAccount = async (
  manager: EntityManager,
  { tenantId, customerId }: Owner,
  { primaryEmail, primaryPhone, faxNumber, website }: AccountInput,
  country: string | null,
): Promise<boolean> => {
  const key = { tenantId, customerId };
  const stored = await manager.findOneByOrFail(Account, key);
  const phones = {
    primaryPhone: primaryPhone === undefined ? stored.primaryPhone : primaryPhone,
    faxNumber: faxNumber === undefined ? stored.faxNumber : faxNumber,
  };
  const changes = changesOf(stored, { primaryEmail, website, ...phones, ...ofPhones(phones, country) });
  if (changes) await manager.update(Account, key, changes);
  return changes !== null;
};
