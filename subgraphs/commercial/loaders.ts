import { manyByKey, oneByKey } from "../../platform/batch.ts";
import { adHoc, type Statement, statementOf } from "../../platform/database/statement.ts";
import { type Connection, type Keyset, toConnection } from "../../platform/page.ts";
import type { RequestScope } from "../../platform/subgraph.ts";
import { Employee, Owner, PriceList, Relationship } from "./entities.ts";

const relationshipsByCustomerIds = statementOf(
  "commercial_relationships_by_customer_ids",
  Relationship,
  ({ table, columns }) => `
    select ${columns("r")} from ${table} r where r.tenant_id = $1 and r.customer_id = any ($2::uuid[])`,
);

const ownersByCustomerIds = statementOf(
  "commercial_owners_by_customer_ids",
  Owner,
  ({ table, columns }) => `
    select ${columns("o")} from ${table} o where o.tenant_id = $1 and o.customer_id = any ($2::uuid[])
    order by o.customer_id, o.position`,
);

const employeesByIds = statementOf(
  "commercial_employees_by_ids",
  Employee,
  ({ table, columns }) => `select ${columns("e")} from ${table} e where e.tenant_id = $1 and e.id = any ($2::uuid[])`,
);

const priceListsByIds = statementOf(
  "commercial_price_lists_by_ids",
  PriceList,
  ({ table, columns }) => `select ${columns("l")} from ${table} l where l.tenant_id = $1 and l.id = any ($2::uuid[])`,
);

const pageByName = <Row extends Named>(name: string, entity: new () => Row): Statement<Row> =>
  statementOf(
    name,
    entity,
    ({ table, columns }) => `
      select ${columns("t")} from ${table} t
      where t.tenant_id = $1 and ($3::text is null or (t.name, t.id) > ($3, $4::uuid))
      order by t.name, t.id limit $2`,
  );

const employeesByName = pageByName("commercial_employees_by_name", Employee);
const priceListsByName = pageByName("commercial_price_lists_by_name", PriceList);

const employeeCount = adHoc<{ count: number }>(
  "select count(*)::integer as count from commercial.employee where tenant_id = $1",
);
const priceListCount = adHoc<{ count: number }>(
  "select count(*)::integer as count from commercial.price_list where tenant_id = $1",
);

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Made once per request. The tenant is fixed here, so every key is a plain id. */
export const createLoaders = ({ db, viewer: { tenantId } }: RequestScope) => {
  const page =
    <Row extends Named>(rows: Statement<Row>, counted: Statement<{ count: number }>) =>
    async (keyset: Keyset): Promise<Connection<Row>> =>
      toConnection(await db.read(rows, [tenantId, keyset.first + 1, keyset.after?.[0], keyset.after?.[1]]), keyset, {
        keysOf: ({ name, id }) => [name, id],
        nodeOf: (row) => row,
        count: async () => (await db.read(counted, [tenantId]))[0]?.count ?? 0,
      });

  return {
    relationshipByCustomerId: oneByKey(
      (ids) => db.read(relationshipsByCustomerIds, [tenantId, ids]),
      ({ customerId }) => customerId,
    ),
    ownersByCustomerId: manyByKey(
      (ids) => db.read(ownersByCustomerIds, [tenantId, ids]),
      ({ customerId }) => customerId,
    ),
    employeeById: oneByKey(
      (ids) => db.read(employeesByIds, [tenantId, ids]),
      ({ id }) => id,
    ),
    priceListById: oneByKey(
      (ids) => db.read(priceListsByIds, [tenantId, ids]),
      ({ id }) => id,
    ),
    employeesPage: page(employeesByName, employeeCount),
    priceListsPage: page(priceListsByName, priceListCount),
  };
};

export type Loaders = ReturnType<typeof createLoaders>;
