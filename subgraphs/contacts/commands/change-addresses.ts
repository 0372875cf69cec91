import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { type CustomerKey, refuseIfAny } from "../../common/user-errors.ts";
import { Address, type AddressPurpose } from "../entities.ts";
import { saveAccount } from "./account.ts";
import { type AddressBook, minusAddress, plusAddress, withAddress, withDefault, withPrimary } from "./address-book.ts";
import { changedAddress, countryOf, type Owner, readBook, saveBook, toAddress } from "./addresses.ts";
import { checkAddress } from "./check.ts";
import { saveContacts } from "./contacts.ts";
import type { AddressFields, AddressInput } from "./inputs.ts";
import { demandRoom, rowOf, withRow } from "./with-row.ts";

interface AddressRef {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

interface Written {
  readonly customer: CustomerKey;
  readonly address: Address;
}

/** Changes the addresses of a customer. If its country changes, its phones are parsed again. */
const change = async (
  manager: EntityManager,
  owner: Owner,
  next: (book: AddressBook) => AddressBook,
): Promise<boolean> => {
  const before = await readBook(manager, owner);
  const after = next(before);
  const country = countryOf(after);
  if (country !== countryOf(before)) {
    await saveAccount(manager, owner, {}, country);
    await saveContacts(manager, owner, undefined, country);
  }
  return saveBook(manager, owner, before, after);
};

const changeOf = (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion }: AddressRef,
  next: (book: AddressBook, address: Address) => AddressBook,
): Promise<CustomerKey> =>
  withRow(manager, viewer, { entity: Address, id, what: "address", expectedVersion }, (within, owner) =>
    change(within, owner, (book) => next(book, rowOf(book.addresses, id, "address"))),
  );

const written = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customer: CustomerKey,
  id: string,
): Promise<Written> => ({ customer, address: await manager.findOneByOrFail(Address, { tenantId, id }) });

/**
 * Adds an address at the end. It becomes primary if it is the first or requests it, and the default for purposes
 * without one.
 */
export const addAddress = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, ...input }: CustomerChange & AddressInput,
): Promise<Written> => {
  refuseIfAny(checkAddress(input));
  const owner = { tenantId: viewer.tenantId, customerId };
  const address = toAddress(owner, input);
  const id = await changeCustomer(manager, viewer, { customerId, expectedVersion }, (within) =>
    change(within, owner, (book) => {
      demandRoom(book.addresses, "addresses");
      return plusAddress(book, address);
    }),
  );
  return written(manager, viewer, { id }, address.id);
};

/** Changes given fields of an address that differ. A purpose that it loses passes to the oldest address that has it. */
export const changeAddress = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion, ...fields }: AddressRef & AddressFields,
): Promise<Written> => {
  refuseIfAny(checkAddress(fields));
  const customer = await changeOf(manager, viewer, { id, expectedVersion }, (book, address) =>
    withAddress(book, changedAddress(address, fields)),
  );
  return written(manager, viewer, customer, id);
};

/**
 * Removes an address. If it was primary, the oldest becomes primary, and its defaults pass to the oldest address with
 * the purpose.
 */
export const removeAddress = async (manager: EntityManager, viewer: Viewer, ref: AddressRef) => ({
  customer: await changeOf(manager, viewer, ref, (book, { id }) => minusAddress(book, id)),
  deletedAddressId: ref.id,
});

/** Makes an address the primary one, instead of the previous one. */
export const setPrimaryAddress = async (manager: EntityManager, viewer: Viewer, ref: AddressRef): Promise<Written> => {
  const customer = await changeOf(manager, viewer, ref, (book, { id }) => withPrimary(book, id));
  return written(manager, viewer, customer, ref.id);
};

/** Makes an address the default for a purpose, and adds the purpose to it if needed. */
export const setDefaultAddress = async (
  manager: EntityManager,
  viewer: Viewer,
  { purpose, ...ref }: AddressRef & { readonly purpose: AddressPurpose },
): Promise<Written> => {
  const customer = await changeOf(manager, viewer, ref, (book, { id }) => withDefault(book, purpose, id));
  return written(manager, viewer, customer, ref.id);
};
