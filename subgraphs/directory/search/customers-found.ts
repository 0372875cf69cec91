import { prepared } from "../../../platform/database/session/statement.ts";
import { type Connection, type KeyShape, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../../common/user-errors.ts";
import { readableFields } from "./fields.ts";
import { hiddenStatuses } from "./hidden.ts";
import { type Match, matchesOf } from "./matches.ts";

interface Row {
  readonly id: string;
  readonly displayName: string;
  /** Smaller is better. */
  readonly distance: number;
}

/** A customer that was found; what it was found in is read only when it is asked for. */
export interface Hit {
  readonly customer: CustomerKey;
  readonly matches: () => Promise<Match[]>;
}

export interface Found extends Connection<CustomerKey> {
  readonly hits: readonly Hit[];
}

/** The maximum number of customers that a search finds. */
const MOST = 250;

/** The values in a cursor of a search: the distance, the name, and the id. */
export const CURSOR_SHAPE: readonly KeyShape[] = ["integer", "text", "uuid"];

/** The best, each with its best rank. */
const BEST = `(
  select id, name, 1000 - max(rank) as distance
  from directory.search_customers($1, $2, $3::uuid[], $4::text[], $5::text[])
  group by id, name order by distance, name, id limit ${MOST})`;

const page = prepared<Row>(
  "directory_search",
  `
    select f.id, f.name as "displayName", f.distance
    from ${BEST} f
    where $6::integer is null or (f.distance, f.name, f.id) > ($6, $7::text, $8::uuid)
    order by f.distance, f.name, f.id limit $9`,
);

const count = prepared<{ count: number }>("directory_search_count", `select count(*)::integer as count from ${BEST} f`);

/** A page of the customers found by a text, best first. */
export const customersFound = async (
  scope: RequestScope,
  { text, includeInactive, keyset }: { text: string; includeInactive: boolean; keyset: Keyset },
): Promise<Found> => {
  const { db, viewer } = scope;
  const fields = readableFields(viewer);
  const search = [viewer.tenantId, text, viewer.workspaceIds, hiddenStatuses(includeInactive), fields];
  const [distance = null, name = null, id = null] = keyset.after ?? [];
  const rows = await db.read(page, [...search, distance, name, id, keyset.first + 1]);
  const connection = toConnection(rows, keyset, {
    keysOf: (row) => [String(row.distance), row.displayName, row.id],
    nodeOf: (row) => ({ id: row.id }),
    count: async () => (await db.read(count, search))[0]?.count ?? 0,
  });
  const matches = matchesOf(scope, text, fields);
  return {
    ...connection,
    hits: connection.nodes.map((customer) => ({ customer, matches: () => matches.load(customer.id) })),
  };
};
