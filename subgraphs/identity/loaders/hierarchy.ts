import { manyByKey, perArguments } from "../../../platform/batch.ts";
import { adHoc, statementOf } from "../../../platform/database/statement.ts";
import { type Keyset, toConnection } from "../../../platform/page.ts";
import type { RequestScope } from "../../../platform/subgraph.ts";
import { Customer } from "../entities.ts";
import { existsFor } from "../visibility.ts";

/** A customer above another one, which `startId` names. */
export type AncestorRow = Customer & { readonly startId: string; readonly depth: number };

/** A customer below another one, which `startId` names. Its `parentId` is never `null`. */
export type DescendantRow = Customer & { readonly startId: string; readonly depth: number };

interface Start {
  readonly startId: string;
  readonly depth: number;
}

/** How many descendants of one customer are given at most. */
const MOST_DESCENDANTS = 1_000;

const childrenByParentIds = statementOf(
  "identity_children_by_parent_ids",
  Customer,
  ({ table, columns }) => `
    select ${columns("c")} from unnest($2::uuid[]) p (id) cross join lateral (
      select * from ${table} c
      where c.tenant_id = $1 and c.parent_id = p.id and ${existsFor("c", "$3")}
        and ($5::text is null or (c.display_name, c.id) > ($5, $6::uuid))
      order by c.display_name, c.id limit $4
    ) c order by c.parent_id, c.display_name, c.id`,
);

const childCountsByParentIds = adHoc<{ parentId: string; count: number }>(`
    select c.parent_id as "parentId", count(*)::integer as count from identity.customer c
    where c.tenant_id = $1 and c.parent_id = any ($2::uuid[]) and ${existsFor("c", "$3")}
    group by c.parent_id`);

const ancestorsByIds = statementOf<Customer, Start>(
  "identity_ancestors_by_ids",
  Customer,
  ({ table, columns }) => `
    with recursive up as (
      select s.id as start_id, 0 as depth, c.* from unnest($2::uuid[]) s (id)
        join ${table} c on c.tenant_id = $1 and c.id = s.id
      union all
      select up.start_id, up.depth + 1, c.* from up
        join ${table} c on c.tenant_id = $1 and c.id = up.parent_id and ${existsFor("c", "$3")}
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

/** Relatives by the ids of customers, one statement for all ids of a tick. */
export const createHierarchyLoaders = ({ db, viewer: { tenantId, workspaceIds } }: RequestScope) => {
  const childCountByParentId = manyByKey(
    (ids) => db.read(childCountsByParentIds, [tenantId, ids, workspaceIds]),
    ({ parentId }) => parentId,
  );

  const childrenByParentId = perArguments(({ first, after }: Keyset) =>
    manyByKey(
      (ids) => db.read(childrenByParentIds, [tenantId, ids, workspaceIds, first + 1, after?.[0], after?.[1]]),
      (child) => child.parentId ?? "",
    ),
  );

  return {
    /** A page of the children of a customer. The count is read only when it is asked for. */
    childrenPage: async (parentId: string, keyset: Keyset) =>
      toConnection(await childrenByParentId(keyset).load(parentId), keyset, {
        keysOf: ({ displayName, id }) => [displayName, id],
        nodeOf: (child) => child,
        count: async () => (await childCountByParentId.load(parentId))[0]?.count ?? 0,
      }),
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
  };
};
