import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { Contact } from "../entities.ts";
import { e164Of } from "../phone.ts";
import type { Owner } from "./addresses.ts";
import { given } from "./given.ts";
import type { ContactInput, Item } from "./inputs.ts";
import { replaced, rowNamed } from "./replaced.ts";
import { saveRows } from "./save-rows.ts";

/** A new contact as given. */
export const toContact = (
  { tenantId, customerId }: Owner,
  { name, jobTitle = null, email = null, phone = null, isPrimary }: ContactInput,
  country: string | null,
): Contact => ({
  tenantId,
  id: randomUUID(),
  customerId,
  name,
  jobTitle,
  email,
  phone,
  phoneE164: e164Of(phone, country),
  isPrimary: isPrimary ?? false,
  position: 0,
});

/** The contact of an item of a list: the one that it names, with what is given, or else a new one. */
const listed =
  (owner: Owner, stored: readonly Contact[], country: string | null) =>
  (item: Item<ContactInput>, index: number): Contact => {
    const row = rowNamed(stored, item, ["contacts", String(index)], "contact");
    if (!row) return toContact(owner, item, country);
    const { id, isPrimary, ...fields } = item;
    const contact = { ...row, ...given(fields), isPrimary: isPrimary ?? false };
    return { ...contact, phoneE164: e164Of(contact.phone, country) };
  };

/** The current contacts of a customer, oldest first. The caller holds the customer's lock. */
export const readContacts = (manager: EntityManager, { tenantId, customerId }: Owner): Promise<Contact[]> =>
  manager.find(Contact, { where: { tenantId, customerId }, order: { position: "ASC" } });

/** Writes the contacts of a new customer. */
export const insertContacts = async (
  manager: EntityManager,
  owner: Owner,
  contacts: readonly Item<ContactInput>[],
  country: string | null,
): Promise<void> => {
  const wanted = contacts.map(listed(owner, [], country));
  await saveRows(manager, Contact, [], replaced([], wanted));
};

/**
 * Replaces, empties or keeps the contacts of a customer; parses their phones again; returns whether anything changed.
 */
export const saveContacts = async (
  manager: EntityManager,
  owner: Owner,
  contacts: readonly Item<ContactInput>[] | null | undefined,
  country: string | null,
): Promise<boolean> => {
  const stored = await readContacts(manager, owner);
  const wanted = (contacts ?? []).map(listed(owner, stored, country));
  const after =
    contacts === undefined
      ? stored.map((contact) => ({ ...contact, phoneE164: e164Of(contact.phone, country) }))
      : replaced(stored, wanted);
  return saveRows(manager, Contact, stored, after);
};
