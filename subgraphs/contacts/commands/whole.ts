import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Address } from "../entities.ts";
import { insertAccount, saveAccount } from "./account.ts";
import { type AddressBook, EMPTY_BOOK, settled, withAddress, withDefault } from "./address-book.ts";
import { defaultFor, emptySlot, fillSlot } from "./address-slots.ts";
import { changedAddress, countryOf, type Owner, readBook, saveBook, toAddress, toItem } from "./addresses.ts";
import { insertContacts, saveContacts } from "./contacts.ts";
import { type AddressInput, type ContactsInput, SLOT_NAMES, SLOTS, type Slot } from "./inputs.ts";
import { replaced, rowNamed } from "./replaced.ts";
import { demandRoom } from "./with-row.ts";

const isGiven = (fields: object): boolean => Object.values(fields).some((value) => value !== undefined);

const slotsGiven = (input: ContactsInput): Slot[] => SLOT_NAMES.filter((slot) => input[slot] !== undefined);

const tellsAddresses = (input: ContactsInput): boolean => input.addresses !== undefined || slotsGiven(input).length > 0;

export interface AddressOptions {
  /** Whether the address of a purpose keeps the parts that the input lacks, rather than being replaced as a whole. */
  readonly keepsParts?: boolean;
}

/** A new address for a purpose, with the parts that it lacks from the current one. */
const completed = (book: AddressBook, owner: Owner, slot: Slot, input: AddressInput): Address => {
  const current = defaultFor(book, SLOTS[slot]);
  const fresh = toAddress(owner, input);
  return current ? { ...changedAddress(current, input), id: fresh.id } : fresh;
};

/** The list first, then the slots. */
const bookAfter = (
  before: AddressBook,
  owner: Owner,
  input: ContactsInput,
  { keepsParts = false }: AddressOptions = {},
): AddressBook => {
  const listed =
    input.addresses === undefined
      ? before
      : settled({
          ...before,
          addresses: replaced(
            before.addresses,
            (input.addresses ?? []).map((item, index) =>
              toItem(owner, before.addresses, item, ["addresses", String(index)]),
            ),
          ),
        });
  return slotsGiven(input).reduce((book, slot) => {
    const address = input[slot];
    if (!address) return emptySlot(book, SLOTS[slot]);
    const row = rowNamed(book.addresses, address, [slot], "address");
    const { purposes, isPrimary, ...content } = address;
    if (row) return withDefault(withAddress(book, changedAddress(row, content)), SLOTS[slot], row.id);
    const wanted = keepsParts ? completed(book, owner, slot, content) : toAddress(owner, content);
    const filled = fillSlot(book, SLOTS[slot], wanted);
    if (filled.addresses.length > book.addresses.length) demandRoom(book.addresses, "addresses", slot);
    return filled;
  }, listed);
};

/** Writes the contact information of a new customer. The input has been checked. */
export const createContacts = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  input: ContactsInput,
): Promise<void> => {
  const owner = { tenantId, customerId };
  const book = bookAfter(EMPTY_BOOK, owner, input);
  const country = countryOf(book);
  await insertAccount(manager, owner, input, country);
  await insertContacts(manager, owner, input.contacts ?? [], country);
  await saveBook(manager, owner, EMPTY_BOOK, book);
};

/** Changes given fields that differ; returns whether anything did. The caller holds the customer's lock. */
export const updateContacts = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
  input: ContactsInput,
  options?: AddressOptions,
): Promise<boolean> => {
  const owner = { tenantId, customerId };
  const { contacts, primaryEmail, primaryPhone, faxNumber, website } = input;
  const account = { primaryEmail, primaryPhone, faxNumber, website };
  if (!isGiven(account) && contacts === undefined && !tellsAddresses(input)) return false;
  const before = await readBook(manager, owner);
  const book = bookAfter(before, owner, input, options);
  const country = countryOf(book);
  const isElsewhere = country !== countryOf(before);
  const changed = [
    await saveBook(manager, owner, before, book),
    (isElsewhere || isGiven(account)) && (await saveAccount(manager, owner, account, country)),
    (isElsewhere || contacts !== undefined) && (await saveContacts(manager, owner, contacts, country)),
  ];
  return changed.includes(true);
};
