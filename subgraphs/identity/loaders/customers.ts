import { manyByKey, oneByKey } from "../../../platform/batch.ts";
import { statementOf } from "../../../platform/database/statement.ts";
import type { RequestScope } from "../../../platform/subgraph.ts";
import { Customer, ExternalIdentifier, Party, type PartyKind } from "../entities.ts";
import { existsFor } from "../visibility.ts";

const customersByIds = statementOf(
  "identity_customers_by_ids",
  Customer,
  ({ table, columns }) => `
    select ${columns("c")} from ${table} c
    where c.tenant_id = $1 and c.id = any ($2::uuid[]) and ${existsFor("c", "$3")}`,
);

const partiesByIds = statementOf(
  "identity_parties_by_ids",
  Party,
  ({ table, columns }) => `select ${columns("p")} from ${table} p where p.tenant_id = $1 and p.id = any ($2::uuid[])`,
);

const externalIdentifiersByCustomerIds = statementOf(
  "identity_external_identifiers_by_customer_ids",
  ExternalIdentifier,
  ({ table, columns }) => `
    select ${columns("e")} from ${table} e
    where e.tenant_id = $1 and e.customer_id = any ($2::uuid[])
    order by e.source`,
);

/** Rows by their keys, one statement for all keys of a tick. */
export const createCustomerLoaders = ({ db, viewer: { tenantId, workspaceIds } }: RequestScope) => {
  const partyById = oneByKey(
    (ids) => db.read(partiesByIds, [tenantId, ids]),
    (party) => party.id,
  );
  return {
    customerById: oneByKey(
      (ids) => db.read(customersByIds, [tenantId, ids, workspaceIds]),
      (customer) => customer.id,
    ),
    partyById,
    /** The party if it is of the kind, else `null`: an id in a representation may be anything. */
    partyOfKind: async (kind: PartyKind, id: string): Promise<Party | null> => {
      const party = await partyById.load(id);
      return party?.kind === kind ? party : null;
    },
    externalIdentifiersByCustomerId: manyByKey(
      (ids) => db.read(externalIdentifiersByCustomerIds, [tenantId, ids]),
      (identifier) => identifier.customerId,
    ),
  };
};
