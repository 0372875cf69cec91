import { adHoc, rowsWithIds, statementOf } from "../../../platform/database/session/statement.ts";
import { oneByKey } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { Customer } from "../entities.ts";
import { visibleTo } from "../visibility.ts";

const customersByIdsEvenDeleted = statementOf(
  "identity_customers_by_ids_even_deleted",
  Customer,
  ({ table, columns }) => `
    select ${columns("c")} from ${rowsWithIds(table, "c")} where ${visibleTo("c", "$3")}`,
);

const deletedCustomers = statementOf(
  "identity_deleted_customers",
  Customer,
  ({ table, columns }) => `
    select ${columns("c")} from ${table} c
    where c.tenant_id = $1 and c.deleted_at is not null and ${visibleTo("c", "$2")}
      and (c.deleted_at, c.id) < ($4::timestamptz, $5::uuid)
    order by c.deleted_at desc, c.id desc limit $3`,
);

const deletedCount = adHoc<{ count: number }>(`
    select count(*)::integer as count from identity.customer c
    where c.tenant_id = $1 and c.deleted_at is not null and ${visibleTo("c", "$2")}`);

/** Sorts after every moment and id, so that the first page has a cursor like all others. */
const END = ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

/** The values in a cursor of deleted customers: the moment of the deletion and the id. */
export const BY_DELETION = ["moment", "uuid"] as const;

/** The only loaders that show deleted customers, for those who may restore them. */
export const createDeletedLoaders = ({ db, viewer: { tenantId, workspaceIds } }: RequestScope) => ({
  customerByIdEvenDeleted: oneByKey(
    (ids) => db.read(customersByIdsEvenDeleted, [tenantId, ids, workspaceIds]),
    (customer) => customer.id,
  ),
  /** A page of deleted customers, latest first. */
  deletedCustomersPage: async (keyset: Keyset): Promise<Connection<Customer>> => {
    const { first, after } = keyset;
    const rows = await db.read(deletedCustomers, [tenantId, workspaceIds, first + 1, ...(after ?? END)]);
    return toConnection(rows, keyset, {
      keysOf: ({ deletedAt, id }) => [deletedAt ?? "", id],
      nodeOf: (customer) => customer,
      count: async () => (await db.read(deletedCount, [tenantId, workspaceIds]))[0]?.count ?? 0,
    });
  },
});
