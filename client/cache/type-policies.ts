import type { FieldPolicy, TypePolicies, TypePolicy } from "@apollo/client";
import { CONNECTIONS } from "../generated/connections.generated.ts";
import { connection } from "./connection.ts";

/** A record that is asked for by its id is the one that the cache knows by it. */
const byId = (typename: string): FieldPolicy => ({
  read: (kept, { args, toReference }) =>
    kept === undefined ? toReference({ __typename: typename, id: args?.id }) : kept,
});

/** A customer that is known to be deleted is asked for, unless deleted ones are wanted too: the graph may not show it. */
const customerById: FieldPolicy = {
  keyArgs: ["id", "includeDeleted"],
  read: (kept, { args, toReference, readField }) => {
    const known = kept === undefined ? toReference({ __typename: "Customer", id: args?.id }) : kept;
    return kept === undefined && !args?.includeDeleted && readField("deletedAt", known) ? undefined : known;
  },
};

/** Parts of one customer that have no id of their own: what is asked for apart grows together. */
const PARTS = ["BillingPreferences", "CommercialRelationship", "CreditHold", "FinanceProfile", "TaxProfile"];

const connectionsOf = (fields: Readonly<Record<string, readonly string[]>>): Record<string, FieldPolicy> =>
  Object.fromEntries(Object.entries(fields).map(([name, keyArgs]) => [name, connection(keyArgs)]));

const policies: Record<string, TypePolicy> = Object.fromEntries(
  Object.entries(CONNECTIONS).map(([type, fields]) => [type, { fields: connectionsOf(fields) }]),
);

/** How the cache keeps what the graph answers: lists grow by pages, and the parts of a customer together. */
export const typePolicies: TypePolicies = {
  ...policies,
  ...Object.fromEntries(PARTS.map((type) => [type, { ...policies[type], merge: true }])),
  Query: {
    fields: {
      ...connectionsOf(CONNECTIONS.Query),
      customer: customerById,
      employee: byId("Employee"),
      priceList: byId("PriceList"),
    },
  },
};
