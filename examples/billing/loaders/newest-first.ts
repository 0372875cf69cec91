import { manyByKey, perArguments } from "../../../platform/batch.ts";
import type { Statement } from "../../../platform/database/statement.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/page.ts";
import type { RequestScope } from "../../../platform/subgraph.ts";

/** What a cursor of such a list holds: the moment of the row, and its id. */
export const CURSOR_SHAPE = ["moment", "uuid"] as const;

/** Before every row that there can be. The first page has a cursor like all others, so that one plan with the index serves them all. */
const START = ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

/** The moment and the id that a page comes after. */
export const placeBefore = ({ after }: Keyset): readonly string[] => after ?? START;

/** A row in a list of its owner, with what tells its place. */
export interface Listed {
  readonly ownerId: string;
  readonly at: string;
  readonly id: string;
}

/** A list that every owner has. Its statements share their first parameters: the tenant, and the ids of the owners. */
export interface List<Row extends Listed> {
  /** Goes on with: how many rows of each owner; the moment and the id that they come after; the workspaces if it asks for them. */
  readonly page: Statement<Row>;
  /** Goes on with the workspaces if it asks for them. */
  readonly counts: Statement<{ readonly ownerId: string; readonly count: number }>;
  /** Who asks decides which rows there are. */
  readonly dependsOnWorkspaces?: boolean;
}

/** The pages of such a list, by the ids of owners: one statement for all owners of a tick. */
export const pagesOf = <Row extends Listed>(
  { db, viewer: { tenantId, workspaceIds } }: RequestScope,
  { page, counts, dependsOnWorkspaces = false }: List<Row>,
): ((ownerId: string, keyset: Keyset) => Promise<Connection<Row>>) => {
  const workspaces = dependsOnWorkspaces ? [workspaceIds] : [];
  const countByOwnerId = manyByKey(
    (ids) => db.read(counts, [tenantId, ids, ...workspaces]),
    ({ ownerId }) => ownerId,
  );
  const rowsByOwnerId = perArguments((keyset: Keyset) =>
    manyByKey(
      (ids) => db.read(page, [tenantId, ids, keyset.first + 1, ...placeBefore(keyset), ...workspaces]),
      ({ ownerId }) => ownerId,
    ),
  );
  return async (ownerId, keyset) =>
    toConnection(await rowsByOwnerId(keyset).load(ownerId), keyset, {
      keysOf: ({ at, id }) => [at, id],
      nodeOf: (row) => row,
      count: async () => (await countByOwnerId.load(ownerId))[0]?.count ?? 0,
    });
};
