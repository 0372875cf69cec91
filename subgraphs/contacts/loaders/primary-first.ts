import { adHoc, type Statement, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, perArguments } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters } from "../../common/visibility.ts";

/** A row of a list that starts with its primary one and continues oldest first. */
interface Listed {
  readonly id: string;
  readonly customerId: string;
  readonly isPrimary: boolean;
  readonly position: number;
}

/** The values in a cursor of such a list: whether the row is primary, its position, and the id. */
export const CURSOR_SHAPE = ["boolean", "integer", "uuid"] as const;

/** A page of rows for each of many customers, in one statement. */
export const pageOf = <Row extends Listed>(name: string, entity: new () => Row): Statement<Row> =>
  statementOf(
    name,
    entity,
    ({ table, columns }) => `
      select ${columns("t")} from ${VISIBLE_CUSTOMERS} c cross join lateral (
        select * from ${table} t
        where t.tenant_id = $1 and t.customer_id = c.id
          and ($6::boolean is null or (not t.is_primary, t.position, t.id) > (not $6, $7::integer, $8::uuid))
        order by t.is_primary desc, t.position, t.id limit $5
      ) t order by t.customer_id, t.is_primary desc, t.position, t.id`,
  );

interface Count {
  readonly customerId: string;
  readonly count: number;
}

const countsOf = (table: string): Statement<Count> =>
  adHoc(`select t.customer_id as "customerId", count(*)::integer as count
    from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(table, "t")} group by t.customer_id`);

/** The pages of such a list, by the ids of customers: one statement for all customers of a tick. */
export const primaryFirst = <Row extends Listed>(
  { db, viewer }: RequestScope,
  { page, table }: { page: Statement<Row>; table: string },
): ((customerId: string, keyset: Keyset) => Promise<Connection<Row>>) => {
  const sight = visibilityParameters(viewer);
  const counts = countsOf(table);
  const countByCustomerId = manyByKey(
    (ids) => db.read(counts, sight(ids)),
    ({ customerId }) => customerId,
  );
  const rowsByCustomerId = perArguments(({ first, after }: Keyset) =>
    manyByKey(
      (ids) => db.read(page, [...sight(ids), first + 1, ...(after ?? [null, null, null])]),
      ({ customerId }) => customerId,
    ),
  );
  return async (customerId, keyset) =>
    toConnection(await rowsByCustomerId(keyset).load(customerId), keyset, {
      keysOf: ({ isPrimary, position, id }) => [String(isPrimary), String(position), id],
      nodeOf: (row) => row,
      count: async () => (await countByCustomerId.load(customerId))[0]?.count ?? 0,
    });
};
