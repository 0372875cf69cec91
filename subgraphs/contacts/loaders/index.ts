import { joinWithId, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, oneByKey } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { rowById, rowsByIds } from "../../common/rows-by-ids.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters } from "../../common/visibility.ts";
import { Account, Address, type AddressPurpose, Contact } from "../entities.ts";
import { pageOf, primaryFirst } from "./primary-first.ts";

const accountsByCustomerIds = statementOf(
  "contacts_accounts_by_customer_ids",
  Account,
  ({ table, columns }) => `
    select ${columns("a")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "a")}`,
);

const primaryContactsByCustomerIds = statementOf(
  "contacts_primary_contacts_by_customer_ids",
  Contact,
  ({ table, columns }) => `
    select ${columns("t")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "t", "t.is_primary")}`,
);

/** The default address for each purpose, and the primary one, which has the purpose `null`. */
const chosenAddressesByCustomerIds = statementOf<Address, { readonly chosenFor: AddressPurpose | null }>(
  "contacts_chosen_addresses_by_customer_ids",
  Address,
  ({ table, columns }) => `
    select d.purpose as "chosenFor", ${columns("a")} from ${VISIBLE_CUSTOMERS} c
      ${rowsOfCustomer("contacts.address_default", "d")} ${joinWithId(table, "a", "d.address_id")}
    union all
    select null, ${columns("a")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "a", "t.is_primary")}`,
);

const contactsByIds = rowsByIds("contacts_contacts_by_ids", Contact);
const addressesByIds = rowsByIds("contacts_addresses_by_ids", Address);
const contactsPage = pageOf("contacts_contacts_by_customer_ids", Contact);
const addressesPage = pageOf("contacts_addresses_by_customer_ids", Address);

/** Made once per request. The viewer is fixed here, so every key is a plain id. */
export const createLoaders = (scope: RequestScope) => {
  const { db, viewer } = scope;
  const sight = visibilityParameters(viewer);
  return {
    accountByCustomerId: oneByKey(
      (ids) => db.read(accountsByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
    primaryContactByCustomerId: oneByKey(
      (ids) => db.read(primaryContactsByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
    /** The default and primary addresses: one statement serves all slots of all customers. */
    chosenAddressesByCustomerId: manyByKey(
      (ids) => db.read(chosenAddressesByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
    contactById: rowById(scope, contactsByIds),
    addressById: rowById(scope, addressesByIds),
    contactsPage: primaryFirst(scope, { page: contactsPage, table: "contacts.contact" }),
    addressesPage: primaryFirst(scope, { page: addressesPage, table: "contacts.address" }),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
