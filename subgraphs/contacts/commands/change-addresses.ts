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
  readonly addressId: string;
  readonly expectedVersion?: number | null;
}

interface Written {
  readonly customer: CustomerKey;
  readonly address: Address;
}

/** Changes the addresses of a customer. Where its country becomes another one, its phones are read anew. */
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
  { addressId: id, expectedVersion }: AddressRef,
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

/** Adds an address behind all others. It becomes primary when it is the first or says so, and the default for what no other is used for. */
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

/** Changes what is given of an address and differs. A purpose that it loses goes to the oldest address that has it. */
export const changeAddress = async (
  manager: EntityManager,
  viewer: Viewer,
  { addressId, expectedVersion, ...fields }: AddressRef & AddressFields,
): Promise<Written> => {
  refuseIfAny(checkAddress(fields));
  const customer = await changeOf(manager, viewer, { addressId, expectedVersion }, (book, address) =>
    withAddress(book, changedAddress(address, fields)),
  );
  return written(manager, viewer, customer, addressId);
};

/** Removes an address. The oldest one becomes primary when it was, and the default for a purpose the oldest one that has it. */
export const removeAddress = async (manager: EntityManager, viewer: Viewer, ref: AddressRef) => ({
  customer: await changeOf(manager, viewer, ref, (book, { id }) => minusAddress(book, id)),
  removedAddressId: ref.addressId,
});

/** Makes an address the primary one, and the one before no longer. */
export const setPrimaryAddress = async (manager: EntityManager, viewer: Viewer, ref: AddressRef): Promise<Written> => {
  const customer = await changeOf(manager, viewer, ref, (book, { id }) => withPrimary(book, id));
  return written(manager, viewer, customer, ref.addressId);
};

/** Makes an address the one to use for a purpose. It serves the purpose from now on, if it did not before. */
export const setDefaultAddress = async (
  manager: EntityManager,
  viewer: Viewer,
  { purpose, ...ref }: AddressRef & { readonly purpose: AddressPurpose },
): Promise<Written> => {
  const customer = await changeOf(manager, viewer, ref, (book, { id }) => withDefault(book, purpose, id));
  return written(manager, viewer, customer, ref.addressId);
};
