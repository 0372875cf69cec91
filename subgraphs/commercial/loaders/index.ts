import { statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, oneByKey } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters, visibleParty } from "../../common/visibility.ts";
import { Owner, Relationship } from "../entities.ts";
import { createSubjectLoaders } from "../subjects.ts";
import { createLabelLoaders } from "./labels.ts";
import { createRecordLoaders } from "./newest-first.ts";
import { createPickListLoaders } from "./pick-lists.ts";

const relationshipsByCustomerIds = statementOf(
  "commercial_relationships_by_customer_ids",
  Relationship,
  ({ table, columns }) => `
    select ${columns("r", { sellerRelationId: visibleParty("r.seller_relation_id") })}
    from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "r")}`,
);

const ownersByCustomerIds = statementOf(
  "commercial_owners_by_customer_ids",
  Owner,
  ({ table, columns }) => `
    select ${columns("o")} from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "o")}
    order by o.customer_id, o.position`,
);

/** Made once per request. The viewer is fixed here, so every key is a plain id. */
export const createLoaders = (scope: RequestScope) => {
  const { db, viewer } = scope;
  const sight = visibilityParameters(viewer);
  return {
    relationshipByCustomerId: oneByKey(
      (ids) => db.read(relationshipsByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
    ownersByCustomerId: manyByKey(
      (ids) => db.read(ownersByCustomerIds, sight(ids)),
      ({ customerId }) => customerId,
    ),
    ...createPickListLoaders(scope),
    ...createLabelLoaders(scope),
    ...createSubjectLoaders(scope),
    ...createRecordLoaders(scope),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
