import { BEFORE_ALL_NAMES, NAME_ORDER } from "../../../platform/database/name-order.ts";
import { adHoc, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, perArguments } from "../../../platform/graphql/batch.ts";
import { type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters } from "../../common/visibility.ts";
import { Label } from "../entities.ts";

interface OfCustomer {
  readonly customerId: string;
}

const labelsByCustomerIds = statementOf<Label, OfCustomer>(
  "commercial_labels_by_customer_ids",
  Label,
  ({ table, columns }) => `
    select c.id as "customerId", ${columns("l")} from ${VISIBLE_CUSTOMERS} c cross join lateral (
      select l.* from commercial.relationship_label r
        join ${table} l on l.tenant_id = $1 and l.id = r.label_id
      where r.tenant_id = $1 and r.customer_id = c.id and (l.name ${NAME_ORDER}, l.id) > ($6, $7::uuid)
      order by l.name ${NAME_ORDER}, l.id limit $5
    ) l order by c.id, l.name ${NAME_ORDER}, l.id`,
);

const countsByCustomerIds = adHoc<OfCustomer & { readonly count: number }>(`
  select r.customer_id as "customerId", count(*)::integer as count
  from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer("commercial.relationship_label", "r")}
  group by r.customer_id`);

/** The labels of customers, by name: one statement for all customers of a tick. */
export const createLabelLoaders = ({ db, viewer }: RequestScope) => {
  const sight = visibilityParameters(viewer);
  const countByCustomerId = manyByKey(
    (ids) => db.read(countsByCustomerIds, sight(ids)),
    ({ customerId }) => customerId,
  );
  const rowsByCustomerId = perArguments(({ first, after }: Keyset) =>
    manyByKey(
      (ids) => db.read(labelsByCustomerIds, [...sight(ids), first + 1, ...(after ?? BEFORE_ALL_NAMES)]),
      ({ customerId }) => customerId,
    ),
  );
  return {
    labelsOfCustomerPage: async (customerId: string, keyset: Keyset) =>
      toConnection(await rowsByCustomerId(keyset).load(customerId), keyset, {
        keysOf: ({ name, id }) => [name, id],
        nodeOf: (label): Label => label,
        count: async () => (await countByCustomerId.load(customerId))[0]?.count ?? 0,
      }),
  };
};
