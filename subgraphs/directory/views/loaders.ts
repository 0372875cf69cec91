import { BEFORE_ALL_NAMES, NAME_ORDER } from "../../../platform/database/name-order.ts";
import { adHoc, rowsWithIds, statementOf } from "../../../platform/database/session/statement.ts";
import { oneByKey } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { CustomerView } from "../entities.ts";
import { viewVisibleTo } from "./visible.ts";

const viewsByIds = statementOf(
  "directory_views_by_ids",
  CustomerView,
  ({ table, columns }) => `
    select ${columns("t")} from ${rowsWithIds(table, "t")} where ${viewVisibleTo("t", "$4", "$3")}`,
);

const viewsByName = statementOf(
  "directory_views_by_name",
  CustomerView,
  ({ table, columns }) => `
    select ${columns("t")} from ${table} t
    where t.tenant_id = $1 and ${viewVisibleTo("t", "$3", "$2")} and (t.name ${NAME_ORDER}, t.id) > ($5, $6::uuid)
    order by t.name ${NAME_ORDER}, t.id limit $4`,
);

const countOfViews = adHoc<{ count: number }>(`
  select count(*)::integer as count from directory.customer_view t
  where t.tenant_id = $1 and ${viewVisibleTo("t", "$3", "$2")}`);

/** The saved views that the viewer sees: by id, and by name. */
export const createViewLoaders = ({ db, viewer: { tenantId, workspaceIds, subject } }: RequestScope) => ({
  viewById: oneByKey(
    (ids) => db.read(viewsByIds, [tenantId, ids, workspaceIds, subject]),
    ({ id }) => id,
  ),
  viewsPage: async (keyset: Keyset): Promise<Connection<CustomerView>> => {
    const place = [keyset.first + 1, ...(keyset.after ?? BEFORE_ALL_NAMES)];
    return toConnection(await db.read(viewsByName, [tenantId, workspaceIds, subject, ...place]), keyset, {
      keysOf: ({ name, id }) => [name, id],
      nodeOf: (view) => view,
      count: async () => (await db.read(countOfViews, [tenantId, workspaceIds, subject]))[0]?.count ?? 0,
    });
  },
});
