import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import { In } from "typeorm";
import { toCode } from "../../common/stored-forms.ts";
import { countryCodeOf } from "../countries.ts";
import { Address, AddressDefault } from "../entities.ts";
import { type AddressBook, PURPOSES } from "./address-book.ts";
import { given } from "./given.ts";
import type { AddressFields, AddressInput, Item } from "./inputs.ts";
import { rowNamed } from "./replaced.ts";
import { saveRows } from "./save-rows.ts";

/** Whose rows are read and written. */
export interface Owner {
  readonly tenantId: string;
  readonly customerId: string;
}

/** The country named by a text, if any. */
const codeIn = (text: string | null): string | null => (text === null ? null : countryCodeOf(text));

/** A new address as given. Its country is derived from the text if there is no code. */
export const toAddress = ({ tenantId, customerId }: Owner, input: AddressInput): Address => {
  const { purposes, street = null, city = null, region = null, regionText = null, postalCode = null } = input;
  const { countryCode, countryText = null, extra, isPrimary } = input;
  return {
    tenantId,
    id: randomUUID(),
    customerId,
    purposes: PURPOSES.filter((purpose) => purposes?.includes(purpose)),
    street,
    city,
    region,
    regionText,
    postalCode,
    countryCode: toCode(countryCode) ?? codeIn(countryText),
    countryText,
    extra: (extra ?? null) as object | null,
    isPrimary: isPrimary ?? false,
    position: 0,
  };
};

/** An address after a change. A new text determines the country, unless a code is given with it. */
export const changedAddress = (address: Address, input: AddressFields): Address => {
  const { purposes, extra, ...fields } = input;
  const { countryCode, countryText = address.countryText } = fields;
  const isNewText = countryText !== null && countryText !== address.countryText;
  return {
    ...address,
    ...given(fields),
    ...given({
      countryCode: countryCode === undefined && isNewText ? codeIn(countryText) : toCode(countryCode),
      extra: extra as object | null | undefined,
      purposes: purposes === undefined ? undefined : PURPOSES.filter((purpose) => purposes?.includes(purpose)),
    }),
  };
};

/** The address of an item: the one that it names, with what is given, or else a new one. */
export const toItem = (
  owner: Owner,
  stored: readonly Address[],
  item: Item<AddressInput>,
  path: readonly string[],
): Address => {
  const row = rowNamed(stored, item, path, "address");
  if (!row) return toAddress(owner, item);
  const { id, isPrimary, ...fields } = item;
  return { ...changedAddress(row, fields), isPrimary: isPrimary ?? false };
};

/** The current addresses of a customer. The caller holds the customer's lock. */
export const readBook = async (manager: EntityManager, owner: Owner): Promise<AddressBook> => {
  const { tenantId, customerId } = owner;
  const addresses = await manager.find(Address, { where: { tenantId, customerId }, order: { position: "ASC" } });
  if (addresses.length === 0) return { addresses, defaults: new Map() };
  const defaults = await manager.findBy(AddressDefault, { tenantId, customerId });
  return { addresses, defaults: new Map(defaults.map(({ purpose, addressId }) => [purpose, addressId])) };
};

/** The country of phones without a country code: that of the primary address. */
export const countryOf = ({ addresses }: AddressBook): string | null =>
  addresses.find(({ isPrimary }) => isPrimary)?.countryCode ?? null;

/** The same, for callers that need nothing else of the addresses. */
export const readCountry = async (manager: EntityManager, { tenantId, customerId }: Owner): Promise<string | null> =>
  (await manager.findOneBy(Address, { tenantId, customerId, isPrimary: true }))?.countryCode ?? null;

const saveDefaults = async (
  manager: EntityManager,
  { tenantId, customerId }: Owner,
  before: AddressBook,
  after: AddressBook,
): Promise<boolean> => {
  const differ = PURPOSES.filter((purpose) => before.defaults.get(purpose) !== after.defaults.get(purpose));
  const dropped = differ.filter((purpose) => !after.defaults.has(purpose));
  const chosen = differ.flatMap((purpose) => {
    const addressId = after.defaults.get(purpose);
    return addressId === undefined ? [] : [{ tenantId, customerId, purpose, addressId }];
  });
  if (dropped.length > 0) await manager.delete(AddressDefault, { tenantId, customerId, purpose: In(dropped) });
  if (chosen.length > 0) await manager.upsert(AddressDefault, chosen, ["tenantId", "customerId", "purpose"]);
  return differ.length > 0;
};

/** Writes the differences between two states of a customer's addresses; returns whether there are any. */
export const saveBook = async (
  manager: EntityManager,
  owner: Owner,
  before: AddressBook,
  after: AddressBook,
): Promise<boolean> => {
  const rows = await saveRows(manager, Address, before.addresses, after.addresses);
  const defaults = await saveDefaults(manager, owner, before, after);
  return rows || defaults;
};
