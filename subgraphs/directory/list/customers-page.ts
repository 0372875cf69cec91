import { adHoc } from "../../../platform/database/session/statement.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../../common/user-errors.ts";
import type { CustomerFilter } from "../schema.generated.ts";
import { conditionsOf, joinsFor } from "./conditions.ts";
import { type Order, orderingOf, type Place } from "./order.ts";
import { parametersFor } from "./parameters.ts";

const sourceOf = (conditions: readonly string[], sortColumn = ""): string => `
  from identity.customer c ${joinsFor([...conditions, sortColumn].join(" "))}
  where c.tenant_id = $1 and ${conditions.join(" and ")}`;

const count = async ({ db, viewer }: RequestScope, filter: CustomerFilter): Promise<number> => {
  const { values, p } = parametersFor(viewer.tenantId);
  const conditions = conditionsOf(filter, viewer, p);
  const [row] = await db.read(
    adHoc<{ count: number }>(`select count(*)::integer as count ${sourceOf(conditions)}`),
    values,
  );
  return row?.count ?? 0;
};

/** A page of the customers that match a filter: one statement over as many schemas as the filter needs. */
export const customersPage = async (
  scope: RequestScope,
  { filter, order, keyset }: { filter: CustomerFilter; order: Order; keyset: Keyset },
): Promise<Connection<CustomerKey>> => {
  const { values, p } = parametersFor(scope.viewer.tenantId);
  const conditions = conditionsOf(filter, scope.viewer, p);
  const { sortColumn, orderBy, after, keysOf } = orderingOf(order, keyset, p);
  const rows = await scope.db.read(
    adHoc<Place>(`
      select c.id, ${sortColumn} as "sortValue"
      ${sourceOf([...conditions, ...after], sortColumn)}
      order by ${orderBy} limit ${p(keyset.first + 1)}`),
    values,
  );
  return toConnection(rows, keyset, { keysOf, nodeOf: ({ id }) => ({ id }), count: () => count(scope, filter) });
};
