import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Reader } from "../../../platform/database/session/session.ts";
import {
  IDS,
  joinWithId,
  prepared,
  rowsWithIds,
  type Statement,
  statementOf,
} from "../../../platform/database/session/statement.ts";
import { groupBy } from "../../../platform/values/group-by.ts";
import { Owner, Relationship, RelationshipLabel } from "../../commercial/entities/relationship.ts";
import { rowsOfCustomer, visibleParty } from "../../common/visibility.ts";
import { Account, Address, type AddressPurpose, Contact } from "../../contacts/entities.ts";
import { Profile, TaxRegistration } from "../../finance/entities.ts";
import { Customer, ExternalIdentifier, Party } from "../../identity/entities.ts";
import { existsFor } from "../../identity/visibility.ts";

/** The id that another system gave something of ours. */
interface ForeignId {
  readonly id: string;
  readonly source: string;
  readonly externalId: string;
}

/** A customer with everything in the facets that a vocabulary may use, as far as it exists for the viewer. */
export interface CustomerRecord {
  readonly customer: Customer;
  readonly party: Party;
  readonly externalIdentifiers: readonly ExternalIdentifier[];
  /** The ids that other systems gave its party and all that it refers to. */
  readonly foreignIds: readonly ForeignId[];
  readonly relationship: Relationship;
  /** The employees who own the relationship, in order. */
  readonly ownerIds: readonly string[];
  readonly labelIds: readonly string[];
  readonly profile: Profile;
  /** The primary one first. */
  readonly taxRegistrations: readonly TaxRegistration[];
  readonly account: Account;
  /** In input order. */
  readonly contacts: readonly Contact[];
  /** In input order. */
  readonly addresses: readonly Address[];
  /** The default address for each purpose. */
  readonly slots: ReadonlyMap<AddressPurpose, Address>;
}

/** The customers in the parameter `$2`, which are read after it is known that they exist for the viewer. */
const SEEN = `(select k.id from ${IDS}) c`;

const customers = statementOf(
  "directory_record_customers",
  Customer,
  ({ table, columns }) => `
    select ${columns("c", { parentId: "a.id" })} from ${rowsWithIds(table, "c")}
      left join ${table} a on a.tenant_id = $1 and a.id = c.parent_id and ${existsFor("a", "$3")}
    where ${existsFor("c", "$3")}`,
);

const parties = statementOf<Party, { readonly customerId: string }>(
  "directory_record_parties",
  Party,
  ({ table, columns }) => `
    select c.id as "customerId", ${columns("p")} from ${rowsWithIds("identity.customer", "c")}
      join ${table} p on p.tenant_id = $1 and p.id = c.party_id`,
);

const ofCustomers = <Row extends { readonly customerId: string }>(
  name: string,
  entity: new () => Row,
  order: string,
): Statement<Row> =>
  statementOf(
    `directory_record_${name}`,
    entity,
    ({ table, columns }) => `
      select ${columns("t")} from ${SEEN} ${rowsOfCustomer(table, "t")} order by t.customer_id, ${order}`,
  );

const externalIdentifiers = ofCustomers("external_identifiers", ExternalIdentifier, "t.source");
const relationships = statementOf(
  "directory_record_relationships",
  Relationship,
  ({ table, columns }) => `
    select ${columns("r", { sellerRelationId: visibleParty("r.seller_relation_id") })}
    from ${SEEN} ${rowsOfCustomer(table, "r")}`,
);
const owners = ofCustomers("owners", Owner, "t.position");
const labels = ofCustomers("labels", RelationshipLabel, "t.label_id");
const profiles = ofCustomers("profiles", Profile, "t.customer_id");
const taxRegistrations = ofCustomers("tax_registrations", TaxRegistration, "t.is_primary desc, t.position");
const accounts = ofCustomers("accounts", Account, "t.customer_id");
const contacts = ofCustomers("contacts", Contact, "t.position");
const addresses = ofCustomers("addresses", Address, "t.position");

const slots = statementOf<Address, { readonly purpose: AddressPurpose }>(
  "directory_record_slots",
  Address,
  ({ table, columns }) => `
    select d.purpose, ${columns("a")}
    from ${SEEN} ${rowsOfCustomer("contacts.address_default", "d")} ${joinWithId(table, "a", "d.address_id")}`,
);

const IDENTIFIERS: readonly (readonly [table: string, id: string])[] = [
  ["identity.external_identifier", "customer_id"],
  ["identity.party_identifier", "party_id"],
  ["commercial.employee_identifier", "employee_id"],
  ["commercial.price_list_identifier", "price_list_id"],
  ["commercial.label_identifier", "label_id"],
  ["commercial.status_label_identifier", "status_label_id"],
];

/** The ids that other systems gave whatever has an id in the parameter `$2`. */
const foreignIds = prepared<ForeignId>(
  "directory_record_foreign_ids",
  IDENTIFIERS.map(
    ([table, id]) => `
      select e.${id} as id, e.source, e.external_id as "externalId" from ${IDS} cross join lateral (
        select * from ${table} t where t.tenant_id = $1 and t.${id} = k.id offset 0) e`,
  ).join(" union all "),
);

const byCustomer = <Row extends { readonly customerId: string }>(rows: readonly Row[]) => {
  const lists = groupBy(rows, ({ customerId }) => customerId);
  return (id: string): readonly Row[] => lists.get(id) ?? [];
};

const only = <Row>(rows: readonly Row[], what: string): Row => {
  const [row] = rows;
  if (!row) throw new Error(`a customer without its ${what}`);
  return row;
};

/**
 * Reads any number of whole customers with one statement per table. Those that do not exist for the viewer are omitted.
 */
export const readRecords = async (
  reader: Reader,
  { tenantId, workspaceIds }: Viewer,
  customerIds: readonly string[],
): Promise<CustomerRecord[]> => {
  const found = await reader.read(customers, [tenantId, customerIds, workspaceIds]);
  const ids = found.map(({ id }) => id);
  const of = async <Row extends { readonly customerId: string }>(statement: Statement<Row>, ...more: unknown[]) =>
    byCustomer(await reader.read(statement, [tenantId, ids, ...more]));

  const partyOf = await of(parties);
  const identifiersOf = await of(externalIdentifiers);
  const relationshipOf = await of(relationships, workspaceIds);
  const ownersOf = await of(owners);
  const labelsOf = await of(labels);
  const profileOf = await of(profiles);
  const registrationsOf = await of(taxRegistrations);
  const accountOf = await of(accounts);
  const contactsOf = await of(contacts);
  const addressesOf = await of(addresses);
  const slotsOf = await of(slots);

  const referredBy = (customer: Customer): string[] =>
    [
      customer.parentId,
      ...partyOf(customer.id).map(({ id }) => id),
      ...relationshipOf(customer.id).flatMap((each) => [
        each.sellerRelationId,
        each.accountManagerId,
        each.priceListId,
        each.statusLabelId,
      ]),
      ...ownersOf(customer.id).map(({ employeeId }) => employeeId),
      ...labelsOf(customer.id).map(({ labelId }) => labelId),
    ].filter((id) => id !== null);
  const foreign = groupBy(await reader.read(foreignIds, [tenantId, found.flatMap(referredBy)]), ({ id }) => id);

  return found.map((customer) => ({
    customer,
    party: only(partyOf(customer.id), "party"),
    externalIdentifiers: identifiersOf(customer.id),
    foreignIds: referredBy(customer).flatMap((id) => foreign.get(id) ?? []),
    relationship: only(relationshipOf(customer.id), "relationship"),
    ownerIds: ownersOf(customer.id).map(({ employeeId }) => employeeId),
    labelIds: labelsOf(customer.id).map(({ labelId }) => labelId),
    profile: only(profileOf(customer.id), "finance profile"),
    taxRegistrations: registrationsOf(customer.id),
    account: only(accountOf(customer.id), "account"),
    contacts: contactsOf(customer.id),
    addresses: addressesOf(customer.id),
    slots: new Map(slotsOf(customer.id).map((address) => [address.purpose, address])),
  }));
};
