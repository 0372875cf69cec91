import { BEFORE_ALL_NAMES, NAME_ORDER } from "../../../platform/database/name-order.ts";
import { adHoc, IDS, type Statement, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, perArguments } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { Customer } from "../entities.ts";
import { existsFor } from "../visibility.ts";

type Owner = "parent" | "party";

const pageBy = (owner: Owner): Statement<Customer> =>
  statementOf(
    `identity_customers_by_${owner}_ids`,
    Customer,
    ({ table, columns }) => `
      select ${columns("c")} from ${IDS} cross join lateral (
        select * from ${table} c
        where c.tenant_id = $1 and c.${owner}_id = k.id and ${existsFor("c", "$3")}
          and (c.display_name ${NAME_ORDER}, c.id) > ($5, $6::uuid)
        order by c.display_name ${NAME_ORDER}, c.id limit $4
      ) c order by c.${owner}_id, c.display_name ${NAME_ORDER}, c.id`,
  );

const countBy = (owner: Owner): Statement<{ ownerId: string; count: number }> =>
  adHoc(`
    select c.${owner}_id as "ownerId", count(*)::integer as count from identity.customer c
    where c.tenant_id = $1 and c.${owner}_id = any ($2::uuid[]) and ${existsFor("c", "$3")}
    group by c.${owner}_id`);

const STATEMENTS = {
  parent: { page: pageBy("parent"), count: countBy("parent") },
  party: { page: pageBy("party"), count: countBy("party") },
} as const;

/** The values in a cursor of these pages: the name and the id of a customer. */
export const BY_NAME = ["text", "uuid"] as const;

/** Pages, by name, of a customer's children, or of a party's customers. They are counted only on request. */
export const pagesBy = (
  owner: Owner,
  { db, viewer: { tenantId, workspaceIds } }: RequestScope,
): ((ownerId: string, keyset: Keyset) => Promise<Connection<Customer>>) => {
  const { page, count } = STATEMENTS[owner];
  const ownerOf = (customer: Customer): string => (owner === "parent" ? customer.parentId : customer.partyId) ?? "";

  const countByOwnerId = manyByKey(
    (ids) => db.read(count, [tenantId, ids, workspaceIds]),
    ({ ownerId }) => ownerId,
  );
  const rowsByOwnerId = perArguments(({ first, after }: Keyset) =>
    manyByKey(
      (ids) => db.read(page, [tenantId, ids, workspaceIds, first + 1, ...(after ?? BEFORE_ALL_NAMES)]),
      ownerOf,
    ),
  );
  return async (ownerId, keyset) =>
    toConnection(await rowsByOwnerId(keyset).load(ownerId), keyset, {
      keysOf: ({ displayName, id }) => [displayName, id],
      nodeOf: (customer) => customer,
      count: async () => (await countByOwnerId.load(ownerId))[0]?.count ?? 0,
    });
};
