import { joinWithId, prepared, rowsWithIds, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, oneByKey, perArguments } from "../../../platform/graphql/batch.ts";
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

interface Ids {
  readonly startId: string;
  readonly ids: string[];
}

/** The maximum number of descendants returned for one customer. */
const MOST_DESCENDANTS = 1_000;

/** The maximum number of ids returned for a subtree. */
const MOST_IDS = 10_000;

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

const descendantsByIds = statementOf<Customer, Start>(
  "identity_descendants_by_ids",
  Customer,
  ({ table, columns }) => `
    select s.id as "startId", d.depth, ${columns("d")} from unnest($2::uuid[]) s (id) cross join lateral (
      with recursive down as (
        select 1 as depth, c.* from ${table} c
          where c.tenant_id = $1 and c.parent_id = s.id and ${existsFor("c", "$3")}
        union all
        select down.depth + 1, c.* from down
          join ${table} c on c.tenant_id = $1 and c.parent_id = down.id and ${existsFor("c", "$3")}
          where down.depth < $4
      )
      select * from down order by depth, display_name, id limit ${MOST_DESCENDANTS}
    ) d order by s.id, d.depth, d.display_name, d.id`,
);

const subtreeIdsByIds = prepared<Ids>(
  "identity_subtree_ids_by_ids",
  `
    select s.id as "startId", d.ids from unnest($2::uuid[]) s (id) cross join lateral (
      with recursive down as (
        select s.id as id, 0 as depth
        union all
        select c.id, down.depth + 1 from down
          join identity.customer c on c.tenant_id = $1 and c.parent_id = down.id and ${existsFor("c", "$3")}
      )
      select array_agg(n.id order by n.depth, n.id) as ids
        from (select down.id, down.depth from down order by down.depth, down.id limit ${MOST_IDS}) n
    ) d`,
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
  /** The customer itself, then its descendants. Requested only for customers that the viewer may see. */
  subtreeIdsById: oneByKey(
    (ids) => db.read(subtreeIdsByIds, [tenantId, ids, workspaceIds]),
    ({ startId }) => startId,
  ),
});
