import { demandScopes } from "../../platform/auth/scopes.ts";
import { readPage } from "../../platform/graphql/connection.ts";
import { rowOnce } from "../common/idempotency/commands.ts";
import type { CustomerKey } from "../common/user-errors.ts";
import { updateAccount } from "./commands/change-account.ts";
import {
  addAddress,
  changeAddress,
  removeAddress,
  setDefaultAddress,
  setPrimaryAddress,
} from "./commands/change-addresses.ts";
import { addContact, changeContact, removeContact, setPrimaryContact } from "./commands/change-contacts.ts";
import type { Context } from "./context.ts";
import { type Account, Address, type AddressPurpose, Contact } from "./entities.ts";
import { CURSOR_SHAPE } from "./loaders/primary-first.ts";
import type { Resolvers } from "./schema.generated.ts";

const accountField =
  (field: Exclude<keyof Account, "tenantId" | "customerId">) =>
  async ({ id }: CustomerKey, _: unknown, { loaders }: Context): Promise<Account[typeof field]> =>
    (await loaders.accountByCustomerId.load(id))?.[field] ?? null;

/** The default address for a purpose; the primary one has the purpose `null`. */
const addressFor =
  (purpose: AddressPurpose | null) =>
  async ({ id }: CustomerKey, _: unknown, { loaders }: Context): Promise<Address | null> =>
    (await loaders.chosenAddressesByCustomerId.load(id)).find(({ chosenFor }) => chosenFor === purpose) ?? null;

/** What `Customer.contacts` and `Customer.addresses` need, and so their rows when they are entered by their ids. */
const CONTACTS_READ = [["contacts:read"]] as const;

export const resolvers: Resolvers<Context> = {
  Mutation: {
    customerContactCreate: (_, { input }, { writeRow }, { fieldName }) =>
      writeRow(rowOnce(fieldName, input, { field: "contact", entity: Contact }, addContact)),
    customerContactUpdate: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => changeContact(manager, viewer, input)),
    customerContactDelete: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => removeContact(manager, viewer, input)),
    customerContactPrimarySet: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => setPrimaryContact(manager, viewer, input)),
    customerAddressCreate: (_, { input }, { writeRow }, { fieldName }) =>
      writeRow(rowOnce(fieldName, input, { field: "address", entity: Address }, addAddress)),
    customerAddressUpdate: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => changeAddress(manager, viewer, input)),
    customerAddressDelete: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => removeAddress(manager, viewer, input)),
    customerAddressPrimarySet: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => setPrimaryAddress(manager, viewer, input)),
    customerAddressDefaultSet: (_, { input }, { writeRow }) =>
      writeRow((manager, viewer) => setDefaultAddress(manager, viewer, input)),
    customerAccountUpdate: (_, { input }, { write }) =>
      write((manager, viewer) => updateAccount(manager, viewer, input)),
  },

  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    primaryEmail: accountField("primaryEmail"),
    primaryPhone: accountField("primaryPhone"),
    primaryPhoneE164: accountField("primaryPhoneE164"),
    faxNumber: accountField("faxNumber"),
    faxNumberE164: accountField("faxNumberE164"),
    website: accountField("website"),
    effectiveEmail: async ({ id }, _, { loaders }) =>
      (await loaders.accountByCustomerId.load(id))?.primaryEmail ??
      (await loaders.primaryContactByCustomerId.load(id))?.email ??
      null,
    contacts: ({ id }, page, { loaders }) => loaders.contactsPage(id, readPage(page, CURSOR_SHAPE)),
    primaryContact: ({ id }, _, { loaders }) => loaders.primaryContactByCustomerId.load(id),
    addresses: ({ id }, page, { loaders }) => loaders.addressesPage(id, readPage(page, CURSOR_SHAPE)),
    primaryAddress: addressFor(null),
    billingAddress: addressFor("BILLING"),
    shippingAddress: addressFor("SHIPPING"),
    mailingAddress: addressFor("MAILING"),
    physicalAddress: addressFor("PHYSICAL"),
  },

  CustomerContact: {
    __resolveReference: ({ id }, { viewer, loaders }) => {
      demandScopes(viewer, "CustomerContact", CONTACTS_READ);
      return loaders.contactById.load(id);
    },
  },
  CustomerAddress: {
    __resolveReference: ({ id }, { viewer, loaders }) => {
      demandScopes(viewer, "CustomerAddress", CONTACTS_READ);
      return loaders.addressById.load(id);
    },
    defaultFor: async ({ id, customerId }, _, { loaders }) =>
      (await loaders.chosenAddressesByCustomerId.load(customerId)).flatMap((address) =>
        address.id === id && address.chosenFor ? [address.chosenFor] : [],
      ),
  },

  CustomerContactConnection: { totalCount: (page) => page.totalCount() },
  CustomerAddressConnection: { totalCount: (page) => page.totalCount() },
};
