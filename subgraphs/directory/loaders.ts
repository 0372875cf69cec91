import { prepared, rowsWithIds } from "../../platform/database/session/statement.ts";
import { oneByKey } from "../../platform/graphql/batch.ts";
import type { RequestScope } from "../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../common/user-errors.ts";
import { visibilityParameters } from "../common/visibility.ts";
import { existsFor } from "../identity/visibility.ts";
import { exposureById } from "./credit-exposure.ts";
import { customerGroups } from "./groups/customer-groups.ts";
import { customersPage } from "./list/customers-page.ts";
import { nodeById } from "./nodes.ts";
import { standings } from "./permissions/standing.ts";
import { customersByTaxNumber } from "./search/by-tax-number.ts";
import { customersFound } from "./search/customers-found.ts";
import { createViewLoaders } from "./views/loaders.ts";
import { readRecords } from "./vocabularies/index.ts";

const customersSeen = prepared<CustomerKey>(
  "directory_customers_seen",
  `
    select c.id from ${rowsWithIds("identity.customer", "c")} where ${existsFor("c", "$3")}`,
);

/**
 * Made once per request. Directory lists, finds, and says which customers exist; of rows of its own it has saved views.
 */
export const createLoaders = (scope: RequestScope) => ({
  customersPage: (page: Parameters<typeof customersPage>[1]) => customersPage(scope, page),
  customerGroups: (grouping: Parameters<typeof customerGroups>[1]) => customerGroups(scope, grouping),
  customersFound: (page: Parameters<typeof customersFound>[1]) => customersFound(scope, page),
  customersByTaxNumber: (taxNumber: string, includeInactive: boolean) =>
    customersByTaxNumber(scope, taxNumber, includeInactive),
  nodeById: nodeById(scope),
  exposureById: exposureById(scope),
  ...createViewLoaders(scope),
  /** Whole customers, for vocabularies. */
  recordById: oneByKey(
    (ids) => readRecords(scope.db, scope.viewer, ids),
    ({ customer }) => customer.id,
  ),
  standingById: oneByKey(
    (ids) => scope.db.read(standings, visibilityParameters(scope.viewer)(ids)),
    ({ id }) => id,
  ),
  /** The key of a customer that exists for the viewer, else `null`. */
  customerSeen: oneByKey(
    (ids) => scope.db.read(customersSeen, [scope.viewer.tenantId, ids, scope.viewer.workspaceIds]),
    ({ id }) => id,
  ),
});
