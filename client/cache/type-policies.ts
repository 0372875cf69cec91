import type { FieldPolicy, TypePolicies, TypePolicy } from "@apollo/client";
import { CONNECTIONS } from "../generated/connections.generated.ts";
import { connection } from "./connection.ts";

/** Reads a record from the cache by its id. */
const byId = (typename: string): FieldPolicy => ({
  read: (kept, { args, toReference }) =>
    kept === undefined ? toReference({ __typename: typename, id: args?.id }) : kept,
});

/**
 * Reads a customer from the cache by id. One cached as deleted is refetched, unless deleted customers
 * are requested too: the graph may not return it.
 */
const customerById: FieldPolicy = {
  keyArgs: ["id", "includeDeleted"],
  read: (kept, { args, toReference, readField }) => {
    const known = kept === undefined ? toReference({ __typename: "Customer", id: args?.id }) : kept;
    return kept === undefined && !args?.includeDeleted && readField("deletedAt", known) ? undefined : known;
  },
};

/** Parts of one customer without an id: fields fetched separately are merged. */
const PARTS = [
  "BillingPreferences",
  "CommercialRelationship",
  "CreditHold",
  "CustomerPermissions",
  "FinanceProfile",
  "TaxProfile",
  "FunnelCrmCustomer",
  "FunnelCrmOrganization",
  "FunnelCrmPerson",
  "LedgerAddress",
  "TaxEngineAddresses",
  "WorkspaceErpCustomer",
];

const connectionsOf = (fields: Readonly<Record<string, readonly string[]>>): Record<string, FieldPolicy> =>
  Object.fromEntries(Object.entries(fields).map(([name, keyArgs]) => [name, connection(keyArgs)]));

const policies: Record<string, TypePolicy> = Object.fromEntries(
  Object.entries(CONNECTIONS).map(([type, fields]) => [type, { fields: connectionsOf(fields) }]),
);

/** How the cache stores the graph's responses: lists grow by pages, and the parts of a customer are merged. */
export const typePolicies: TypePolicies = {
  ...policies,
  ...Object.fromEntries(PARTS.map((type) => [type, { ...policies[type], merge: true }])),
  Actor: { keyFields: ["subject"] },
  Viewer: { keyFields: ["subject"] },
  Query: {
    fields: {
      ...connectionsOf(CONNECTIONS.Query),
      customer: customerById,
      employee: byId("Employee"),
      priceList: byId("PriceList"),
    },
  },
};
