import type DataLoader from "dataloader";
import { IDS, joinWithId, prepared, rowsWithIds } from "../../platform/database/session/statement.ts";
import { oneByKey } from "../../platform/graphql/batch.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import { ofVisibleCustomer, visibilityParameters } from "../common/visibility.ts";
import { existsFor } from "../identity/visibility.ts";
import { viewVisibleTo } from "./views/visible.ts";

/** The tables of customers' records, by the types of their rows. */
const OF_CUSTOMERS = {
  CustomerNote: "commercial.note",
  CustomerActivity: "commercial.activity",
  CustomerAttachment: "commercial.attachment",
} as const;

/** The same for those that need the scope `contacts:read`. */
const OF_CONTACTS = {
  CustomerContact: "contacts.contact",
  CustomerAddress: "contacts.address",
} as const;

/** The same for those that need the scope `finance:read`. */
const OF_FINANCE = {
  TaxRegistration: "finance.tax_registration",
  ExemptionCertificate: "finance.exemption_certificate",
} as const;

/** The tables of records that belong to the tenant and to no customer. */
const OF_TENANT = {
  Employee: "commercial.employee",
  PriceList: "commercial.price_list",
  StatusLabel: "commercial.status_label",
  CustomerLabel: "commercial.label",
} as const;

/** A record as its owner needs it: the type and the key. */
export interface NodeKey {
  readonly __typename:
    | "Customer"
    | "Organization"
    | "Person"
    | keyof typeof OF_CUSTOMERS
    | keyof typeof OF_CONTACTS
    | keyof typeof OF_FINANCE
    | keyof typeof OF_TENANT
    | "CustomerView";
  readonly id: string;
}

const rowsOf = (tables: Readonly<Record<string, string>>, columns: string, condition = "true"): string =>
  Object.entries(tables)
    .map(([type, table]) => `select '${type}' as type, ${columns} from ${rowsWithIds(table, "t")} where ${condition}`)
    .join(" union all ");

/**
 * Looks in every table by its primary key: `$5` and `$6` tell whether in those of contacts and of finance too, and `$7`
 * is the subject. They are read in sub-selects so that one plan serves every viewer.
 */
const nodesByIds = prepared<NodeKey>(
  "directory_nodes_by_ids",
  `
    select 'Customer' as "__typename", c.id from ${rowsWithIds("identity.customer", "c")} where ${existsFor("c", "$3")}
    union all
    select case p.kind when 'PERSON' then 'Person' else 'Organization' end, p.id
      from ${IDS} cross join lateral identity.visible_parties($1, array[k.id], $3::uuid[]) s
        ${joinWithId("identity.party", "p", "s.id")}
    union all
    select r.type, r.id from (
      ${rowsOf(OF_CUSTOMERS, "t.id, t.customer_id")} union all
      ${rowsOf(OF_CONTACTS, "t.id, t.customer_id", "(select $5::boolean)")} union all
      ${rowsOf(OF_FINANCE, "t.id, t.customer_id", "(select $6::boolean)")}
    ) r ${ofVisibleCustomer("r")} c
    union all
    ${rowsOf(OF_TENANT, "t.id")}
    union all
    ${rowsOf({ CustomerView: "directory.customer_view" }, "t.id", viewVisibleTo("t", "(select $7::text)", "$3"))}`,
);

/** Finds the types of records that exist for the viewer: one statement for all ids of a tick. */
export const nodeById = ({ db, viewer }: RequestScope): DataLoader<string, NodeKey | null> => {
  const parameters = visibilityParameters(viewer);
  const { scopes, subject } = viewer;
  return oneByKey(
    (ids) =>
      db.read(nodesByIds, [...parameters(ids), scopes.has("contacts:read"), scopes.has("finance:read"), subject]),
    ({ id }) => id,
  );
};
