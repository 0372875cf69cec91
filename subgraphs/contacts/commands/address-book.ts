import type { Address, AddressPurpose } from "../entities.ts";
import { oldestFirst, plusRow, withOnePrimary } from "./one-primary.ts";

export const PURPOSES: readonly AddressPurpose[] = ["BILLING", "SHIPPING", "MAILING", "PHYSICAL"];

/** A customer's addresses, and the id of the default for each purpose. */
export interface AddressBook {
  readonly addresses: readonly Address[];
  readonly defaults: ReadonlyMap<AddressPurpose, string>;
}

export const EMPTY_BOOK: AddressBook = { addresses: [], defaults: new Map() };

const serves =
  (purpose: AddressPurpose) =>
  ({ purposes }: Address): boolean =>
    purposes.includes(purpose);

/**
 * Enforces the rules of a book: one address is primary, and each purpose in use has one default. Existing choices stay
 * while they can; otherwise the oldest address follows.
 */
export const settled = ({ addresses, defaults }: AddressBook): AddressBook => ({
  addresses: withOnePrimary(addresses),
  defaults: new Map(
    PURPOSES.flatMap((purpose) => {
      const candidates = oldestFirst(addresses.filter(serves(purpose)));
      const address = candidates.find(({ id }) => id === defaults.get(purpose)) ?? candidates[0];
      return address ? [[purpose, address.id]] : [];
    }),
  ),
});

/** Replaces the address with the same id. */
export const withAddress = (book: AddressBook, address: Address): AddressBook =>
  settled({ ...book, addresses: book.addresses.map((old) => (old.id === address.id ? address : old)) });

/** Adds an address at the end. It becomes primary if it is the first or requests it. */
export const plusAddress = (book: AddressBook, address: Address): AddressBook =>
  settled({ ...book, addresses: plusRow(book.addresses, address) });

export const minusAddress = (book: AddressBook, id: string): AddressBook =>
  settled({ ...book, addresses: book.addresses.filter((address) => address.id !== id) });

/** Makes an address the primary one. */
export const withPrimary = (book: AddressBook, id: string): AddressBook => ({
  ...book,
  addresses: withOnePrimary(book.addresses, id),
});

/** Makes an address the default for a purpose, which it then serves. */
export const withDefault = (book: AddressBook, purpose: AddressPurpose, id: string): AddressBook =>
  settled({
    addresses: book.addresses.map((address) =>
      address.id === id
        ? { ...address, purposes: PURPOSES.filter((p) => p === purpose || address.purposes.includes(p)) }
        : address,
    ),
    defaults: new Map(book.defaults).set(purpose, id),
  });

/** Removes a purpose from an address. */
export const withoutPurpose = (address: Address, purpose: AddressPurpose): Address => ({
  ...address,
  purposes: address.purposes.filter((other) => other !== purpose),
});
