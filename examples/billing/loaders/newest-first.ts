import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { Statement } from "../../../platform/database/session/statement.ts";
import { manyByKey, perArguments } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";

/** The values in a cursor of such a list: the moment of the row, and its id. */
export const CURSOR_SHAPE = ["moment", "uuid"] as const;

/**
 * Sorts before every possible row. The first page has a cursor like all others, so that one plan with the index serves
 * them all.
 */
const START = ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

/** The moment and the id after which a page starts. */
export const placeBefore = ({ after }: Keyset): readonly string[] => after ?? START;

/** A row in a list of its owner, with its sort values. */
export interface Listed {
  readonly ownerId: string;
  readonly at: string;
  readonly id: string;
}

/** A list that every owner has. */
export interface List<Row extends Listed> {
  /** The first parameters of both statements: the viewer and the owners. */
  readonly askedBy: (viewer: Viewer) => (ownerIds: readonly string[]) => readonly unknown[];
  /** Further parameters: the number of rows per owner, and the moment and id to start after. */
  readonly page: Statement<Row>;
  readonly counts: Statement<{ readonly ownerId: string; readonly count: number }>;
}

/** The pages of such a list by owner id: one statement for all owners of a tick. */
export const pagesOf = <Row extends Listed>(
  { db, viewer }: RequestScope,
  { askedBy, page, counts }: List<Row>,
): ((ownerId: string, keyset: Keyset) => Promise<Connection<Row>>) => {
  const asked = askedBy(viewer);
  const countByOwnerId = manyByKey(
    (ids) => db.read(counts, asked(ids)),
    ({ ownerId }) => ownerId,
  );
  const rowsByOwnerId = perArguments((keyset: Keyset) =>
    manyByKey(
      (ids) => db.read(page, [...asked(ids), keyset.first + 1, ...placeBefore(keyset)]),
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
