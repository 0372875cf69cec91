import { IDS, joinWithId, rowsWithIds, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, oneByKey } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters } from "../../common/visibility.ts";
import { Customer, ExternalIdentifier, Party, type PartyKind } from "../entities.ts";
import { existsFor } from "../visibility.ts";

const customersByIds = statementOf(
  "identity_customers_by_ids",
  Customer,
  ({ table, columns }) => `
    select ${columns("c")} from ${rowsWithIds(table, "c")} where ${existsFor("c", "$3")}`,
);

const partiesByIds = statementOf(
  "identity_parties_by_ids",
  Party,
  ({ table, columns }) => `
    select ${columns("p")} from ${IDS} cross join lateral identity.visible_parties($1, array[k.id], $3::uuid[]) s
      ${joinWithId(table, "p", "s.id")}`,
);

const externalIdentifiersByCustomerIds = statementOf(
  "identity_external_identifiers_by_customer_ids",
  ExternalIdentifier,
  ({ table, columns }) => `
    select ${columns("e")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "e")}
    order by e.source`,
);

/** Rows by their keys, one statement for all keys of a tick. */
export const createCustomerLoaders = ({ db, viewer }: RequestScope) => {
  const { tenantId, workspaceIds } = viewer;
  const sight = visibilityParameters(viewer);
  /** A party exists for those who see one of its customers. */
  const partyById = oneByKey(
    (ids) => db.read(partiesByIds, [tenantId, ids, workspaceIds]),
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
      (ids) => db.read(externalIdentifiersByCustomerIds, sight(ids)),
      (identifier) => identifier.customerId,
    ),
  };
};
