import { changesOf } from "../../common/changes.ts";
import type { Address, AddressPurpose } from "../entities.ts";
import {
  type AddressBook,
  minusAddress,
  plusAddress,
  settled,
  withAddress,
  withDefault,
  withoutPurpose,
} from "./address-book.ts";

/** The default address for a purpose, if there is one. */
export const defaultFor = ({ addresses, defaults }: AddressBook, purpose: AddressPurpose): Address | undefined =>
  addresses.find(({ id }) => id === defaults.get(purpose));

/**
 * Leaves no address for a purpose: the default one is removed, unless it serves others too, and no other takes its
 * place, or the slot would not be empty.
 */
export const emptySlot = (book: AddressBook, purpose: AddressPurpose): AddressBook => {
  const current = defaultFor(book, purpose);
  if (!current) return book;
  const left = current.purposes.length === 1 ? minusAddress(book, current.id) : book;
  return settled({ ...left, addresses: left.addresses.map((address) => withoutPurpose(address, purpose)) });
};

/**
 * Makes an address the default for a purpose. It replaces the previous one and keeps its id; but if that one serves
 * other purposes too, it stays, and the new one is added beside it.
 */
export const fillSlot = (book: AddressBook, purpose: AddressPurpose, wanted: Address): AddressBook => {
  const current = defaultFor(book, purpose);
  const address: Address = { ...wanted, purposes: [purpose], isPrimary: false };
  if (!current) return plusAddress(book, address);
  const { tenantId, id, customerId, purposes, isPrimary, position, ...content } = wanted;
  if (!changesOf(current, content)) return book;
  if (current.purposes.length === 1) return withAddress(book, { ...current, ...content });
  const split = withAddress(book, withoutPurpose(current, purpose));
  return withDefault(plusAddress(split, address), purpose, address.id);
};
