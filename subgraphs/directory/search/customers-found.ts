import type { Viewer } from "../../../platform/auth/viewer.ts";
import { prepared } from "../../../platform/database/session/statement.ts";
import { type Connection, type KeyShape, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../../common/user-errors.ts";
import { hiddenStatuses } from "./hidden.ts";

interface Found {
  readonly id: string;
  readonly displayName: string;
  /** Smaller is better. */
  readonly distance: number;
}

/** The maximum number of customers that a search finds. */
const MOST = 1_000;

/** The values in a cursor of a search: the distance, the name, and the id. */
export const CURSOR_SHAPE: readonly KeyShape[] = ["integer", "text", "uuid"];

/** The best thousand, each with its best rank, over the facets that the viewer may read. */
const foundIn = (functions: readonly string[]): string => `(
  select id, 1000 - max(rank) as distance
  from (${functions.map((name) => `select * from directory.${name}($1, $2, $3::uuid[], $4::text[])`).join(" union all ")}) every
  group by id order by distance, id limit ${MOST})`;

const pageOf = (name: string, functions: readonly string[]) =>
  prepared<Found>(
    name,
    `
    select c.id, c.display_name as "displayName", f.distance
    from ${foundIn(functions)} f join identity.customer c on c.tenant_id = $1 and c.id = f.id
    where $5::integer is null or (f.distance, c.display_name, c.id) > ($5, $6::text, $7::uuid)
    order by f.distance, c.display_name, c.id limit $8`,
  );

const countOf = (name: string, functions: readonly string[]) =>
  prepared<{ count: number }>(name, `select count(*)::integer as count from ${foundIn(functions)} f`);

/** What searches the data behind a scope. */
const BEHIND_SCOPES = [
  ["contacts:read", "found_by_email"],
  ["finance:read", "found_by_tax_number"],
] as const;

/** The statements of viewers with the same scopes, once such a viewer has searched. */
const statements = new Map<string, { page: ReturnType<typeof pageOf>; count: ReturnType<typeof countOf> }>();

const statementsFor = ({ scopes }: Viewer) => {
  const found = BEHIND_SCOPES.flatMap(([scope, name]) => (scopes.has(scope) ? [name] : []));
  const name = ["directory_search", ...found].join("_");
  const functions = ["found_by_name", ...found];
  const known = statements.get(name) ?? { page: pageOf(name, functions), count: countOf(`${name}_count`, functions) };
  statements.set(name, known);
  return known;
};

/** A page of the customers found by a text, best first: one statement over all facets. */
export const customersFound = async (
  { db, viewer }: RequestScope,
  { text, includeInactive, keyset }: { text: string; includeInactive: boolean; keyset: Keyset },
): Promise<Connection<CustomerKey>> => {
  const { tenantId, workspaceIds } = viewer;
  const { page, count } = statementsFor(viewer);
  const search = [tenantId, text, workspaceIds, hiddenStatuses(includeInactive)];
  const [distance = null, name = null, id = null] = keyset.after ?? [];
  const rows = await db.read(page, [...search, distance, name, id, keyset.first + 1]);
  return toConnection(rows, keyset, {
    keysOf: (row) => [String(row.distance), row.displayName, row.id],
    nodeOf: (row) => ({ id: row.id }),
    count: async () => (await db.read(count, search))[0]?.count ?? 0,
  });
};
