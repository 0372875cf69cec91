import type { EntityManager } from "typeorm";
import { changesOf } from "../../../platform/changes.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import { Account } from "../entities.ts";
import { replaceAddresses } from "./addresses.ts";
import { replaceContacts } from "./contacts.ts";
import type { ContactsInput } from "./contacts-input.ts";

/** Tells how a customer that was just created is reached. The input has been checked. */
export const createContacts = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: ContactsInput,
): Promise<void> => {
  const { primaryEmail = null, primaryPhone = null, faxNumber = null, website = null } = input;
  await manager.insert(Account, {
    tenantId: viewer.tenantId,
    customerId,
    primaryEmail,
    primaryPhone,
    faxNumber,
    website,
  });
  if (input.contacts?.length) await replaceContacts(manager, viewer, customerId, input.contacts);
  if (input.addresses?.length) await replaceAddresses(manager, viewer, customerId, input.addresses);
};

/** Changes what is given and differs; answers whether anything did. The caller holds the customer's lock. */
export const updateContacts = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  input: ContactsInput,
): Promise<boolean> => {
  const { primaryEmail, primaryPhone, faxNumber, website, contacts, addresses } = input;
  const key = { tenantId: viewer.tenantId, customerId };
  const stored = await manager.findOneByOrFail(Account, key);
  const changes = changesOf(stored, { primaryEmail, primaryPhone, faxNumber, website });
  if (changes) await manager.update(Account, key, changes);
  const changed = [
    changes !== null,
    contacts !== undefined && (await replaceContacts(manager, viewer, customerId, contacts ?? [])),
    addresses !== undefined && (await replaceAddresses(manager, viewer, customerId, addresses ?? [])),
  ];
  return changed.includes(true);
};
