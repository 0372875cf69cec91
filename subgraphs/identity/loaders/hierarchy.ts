import { NAME_ORDER } from "../../../platform/database/name-order.ts";
import {
  IDS_WITH_WORKSPACES,
  joinWithId,
  rowsWithIds,
  statementOf,
} from "../../../platform/database/session/statement.ts";
import { manyByKey, perArguments } from "../../../platform/graphql/batch.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { Customer } from "../entities.ts";
import { existsFor } from "../visibility.ts";

/** An ancestor of the customer `startId`. */
export type AncestorRow = Customer & { readonly startId: string; readonly depth: number };

/** A descendant of the customer `startId`. Its `parentId` is never `null`. */
export type DescendantRow = Customer & { readonly startId: string; readonly depth: number };

interface Start {
  readonly startId: string;
  readonly depth: number;
}

/** The maximum number of descendants returned for one customer. The statement reads one more, which says that some are left out. */
export const MOST_DESCENDANTS = 1_000;

const ancestorsByIds = statementOf<Customer, Start>(
  "identity_ancestors_by_ids",
  Customer,
  ({ table, columns }) => `
    with recursive up as (
      select k.id as start_id, 0 as depth, c.* from ${rowsWithIds(table, "c")}
      union all
      select up.start_id, up.depth + 1, c.* from up ${joinWithId(table, "c", "up.parent_id")} where ${existsFor("c", "$3")}
    )
    select up.start_id as "startId", up.depth, ${columns("up")} from up where up.depth > 0
    order by up.start_id, up.depth`,
);

/** The walk carries what it is sorted by; the whole rows are read of those that remain. */
const descendantsByIds = statementOf<Customer, Start>(
  "identity_descendants_by_ids",
  Customer,
  ({ table, columns }) => `
    select k.id as "startId", n.depth, ${columns("d")} from ${IDS_WITH_WORKSPACES} cross join lateral (
      with recursive down as (
        select 1 as depth, c.id, c.display_name from ${table} c
          where c.tenant_id = $1 and c.parent_id = k.id and ${existsFor("c", "k.workspaces")}
        union all
        select down.depth + 1, c.id, c.display_name from down
          join ${table} c on c.tenant_id = $1 and c.parent_id = down.id and ${existsFor("c", "k.workspaces")}
          where down.depth < $4
      )
      select id, depth from down order by depth, display_name ${NAME_ORDER}, id limit ${MOST_DESCENDANTS + 1}
    ) n ${joinWithId(table, "d", "n.id")} order by k.id, n.depth, d.display_name ${NAME_ORDER}, d.id`,
);

/** Relatives by the ids of customers, one statement for all ids of a tick. */
export const createHierarchyLoaders = ({ db, viewer: { tenantId, workspaceIds } }: RequestScope) => ({
  ancestorsById: manyByKey<AncestorRow>(
    (ids) => db.read(ancestorsByIds, [tenantId, ids, workspaceIds]),
    ({ startId }) => startId,
  ),
  descendantsById: perArguments((maxDepth: number) =>
    manyByKey<DescendantRow>(
      (ids) => db.read(descendantsByIds, [tenantId, ids, workspaceIds, maxDepth]),
      ({ startId }) => startId,
    ),
  ),
});
