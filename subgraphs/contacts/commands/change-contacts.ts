import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { required } from "../../common/check.ts";
import { type CustomerKey, refuseIfAny } from "../../common/user-errors.ts";
import { Contact } from "../entities.ts";
import { e164Of } from "../phone.ts";
import { type Owner, readCountry } from "./addresses.ts";
import { checkContact } from "./check.ts";
import { readContacts, toContact } from "./contacts.ts";
import { given } from "./given.ts";
import type { ContactFields, ContactInput } from "./inputs.ts";
import { plusRow, withOnePrimary } from "./one-primary.ts";
import { saveRows } from "./save-rows.ts";
import { demandRoom, rowOf, withRow } from "./with-row.ts";

interface ContactRef {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

interface Written {
  readonly customer: CustomerKey;
  readonly contact: Contact;
}

const named = ({ id, expectedVersion }: ContactRef) =>
  ({ entity: Contact, id, what: "contact", expectedVersion }) as const;

const saveList = async (
  manager: EntityManager,
  owner: Owner,
  change: (contacts: readonly Contact[]) => Promise<readonly Contact[]> | readonly Contact[],
): Promise<boolean> => {
  const before = await readContacts(manager, owner);
  return saveRows(manager, Contact, before, await change(before));
};

const written = async (
  manager: EntityManager,
  { tenantId }: Viewer,
  customer: CustomerKey,
  id: string,
): Promise<Written> => ({ customer, contact: await manager.findOneByOrFail(Contact, { tenantId, id }) });

const dialled = async (manager: EntityManager, owner: Owner, phone: string | null): Promise<string | null> =>
  phone === null ? null : e164Of(phone, await readCountry(manager, owner));

/** Adds a contact at the end. It becomes primary if it is the first or requests it. */
export const addContact = async (
  manager: EntityManager,
  viewer: Viewer,
  { customerId, expectedVersion, ...input }: CustomerChange & ContactInput,
): Promise<Written> => {
  refuseIfAny(checkContact(input));
  const owner = { tenantId: viewer.tenantId, customerId };
  const contact = toContact(owner, input, null);
  const id = await changeCustomer(manager, viewer, { customerId, expectedVersion }, (within) =>
    saveList(within, owner, async (contacts) => {
      demandRoom(contacts, "contacts");
      return plusRow(contacts, { ...contact, phoneE164: await dialled(within, owner, contact.phone) });
    }),
  );
  return written(manager, viewer, { id }, contact.id);
};

/** Changes given fields of a contact that differ. */
export const changeContact = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion, name, ...fields }: ContactRef & ContactFields,
): Promise<Written> => {
  refuseIfAny([
    ...(name === null ? [required(["name"], "Every contact needs one.")] : []),
    ...checkContact({ name, ...fields }),
  ]);
  const customer = await withRow(manager, viewer, named({ id, expectedVersion }), (within, owner) =>
    saveList(within, owner, async (contacts) => {
      const stored = rowOf(contacts, id, "contact");
      const contact: Contact = { ...stored, ...given(fields), name: name ?? stored.name };
      if (fields.phone !== undefined) contact.phoneE164 = await dialled(within, owner, fields.phone);
      return contacts.map((other) => (other.id === contact.id ? contact : other));
    }),
  );
  return written(manager, viewer, customer, id);
};

/** Removes a contact. If it was primary, the oldest becomes primary. */
export const removeContact = async (manager: EntityManager, viewer: Viewer, ref: ContactRef) => ({
  customer: await withRow(manager, viewer, named(ref), (within, owner) =>
    saveList(within, owner, (contacts) => {
      const { id } = rowOf(contacts, ref.id, "contact");
      return withOnePrimary(contacts.filter((contact) => contact.id !== id));
    }),
  ),
  deletedContactId: ref.id,
});

/** Makes a contact the primary one, instead of the previous one. */
export const setPrimaryContact = async (manager: EntityManager, viewer: Viewer, ref: ContactRef): Promise<Written> => {
  const customer = await withRow(manager, viewer, named(ref), (within, owner) =>
    saveList(within, owner, (contacts) => withOnePrimary(contacts, rowOf(contacts, ref.id, "contact").id)),
  );
  return written(manager, viewer, customer, ref.id);
};
