import { BEFORE_ALL_NAMES, NAME_ORDER } from "../../../platform/database/name-order.ts";
import { adHoc, rowsWithIds, type Statement, statementOf } from "../../../platform/database/session/statement.ts";
import { oneByKey } from "../../../platform/graphql/batch.ts";
import { type Connection, type Keyset, toConnection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { Employee, Label, PriceList, StatusLabel } from "../entities.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface PickList<Row> {
  readonly byIds: Statement<Row>;
  readonly page: Statement<Row>;
  readonly count: Statement<{ count: number }>;
  /** The sort values of a row. */
  readonly keys: readonly Key<Row>[];
}

interface Key<Row> {
  readonly of: (row: Row) => string;
  /** Sorts below every value: the cursor of the first page, so that one plan reads all pages. */
  readonly lowest: string;
}

const [LOWEST_NAME, LOWEST_ID] = BEFORE_ALL_NAMES;
const byName: Key<Named> = { of: ({ name }) => name, lowest: LOWEST_NAME };
const byId: Key<Named> = { of: ({ id }) => id, lowest: LOWEST_ID };
const byPosition: Key<StatusLabel> = { of: ({ position }) => String(position), lowest: "-1" };

const byIdsOf = <Row extends Named>(table: string, entity: new () => Row): Statement<Row> =>
  statementOf(
    `commercial_${table}s_by_ids`,
    entity,
    ({ table: qualified, columns }) => `
      select ${columns("t")} from ${rowsWithIds(qualified, "t")}`,
  );

const countOf = (table: string): Statement<{ count: number }> =>
  adHoc(`select count(*)::integer as count from commercial.${table} where tenant_id = $1`);

const listByName = <Row extends Named>(table: string, entity: new () => Row): PickList<Row> => ({
  byIds: byIdsOf(table, entity),
  page: statementOf(
    `commercial_${table}s_by_name`,
    entity,
    ({ table: qualified, columns }) => `
      select ${columns("t")} from ${qualified} t
      where t.tenant_id = $1 and (t.name ${NAME_ORDER}, t.id) > ($3, $4::uuid)
      order by t.name ${NAME_ORDER}, t.id limit $2`,
  ),
  count: countOf(table),
  keys: [byName, byId],
});

const EMPLOYEES = listByName("employee", Employee);
const PRICE_LISTS = listByName("price_list", PriceList);
const LABELS = listByName("label", Label);
const STATUS_LABELS: PickList<StatusLabel> = {
  byIds: byIdsOf("status_label", StatusLabel),
  page: statementOf(
    "commercial_status_labels_by_position",
    StatusLabel,
    ({ table, columns }) => `
      select ${columns("t")} from ${table} t
      where t.tenant_id = $1 and (t.position, t.name ${NAME_ORDER}, t.id) > ($3::integer, $4, $5::uuid)
      order by t.position, t.name ${NAME_ORDER}, t.id limit $2`,
  ),
  count: countOf("status_label"),
  keys: [byPosition, byName, byId],
};

/** The tenant's pick lists: employees, price lists, status labels and labels. */
export const createPickListLoaders = ({ db, viewer: { tenantId } }: RequestScope) => {
  const rowById = <Row extends Named>({ byIds }: PickList<Row>) =>
    oneByKey((ids) => db.read(byIds, [tenantId, ids]), byId.of);

  const pages =
    <Row extends Named>({ page, count, keys }: PickList<Row>) =>
    async (keyset: Keyset): Promise<Connection<Row>> => {
      const after = keyset.after ?? keys.map(({ lowest }) => lowest);
      return toConnection(await db.read(page, [tenantId, keyset.first + 1, ...after]), keyset, {
        keysOf: (row) => keys.map(({ of }) => of(row)),
        nodeOf: (row) => row,
        count: async () => (await db.read(count, [tenantId]))[0]?.count ?? 0,
      });
    };

  return {
    employeeById: rowById(EMPLOYEES),
    priceListById: rowById(PRICE_LISTS),
    statusLabelById: rowById(STATUS_LABELS),
    labelById: rowById(LABELS),
    employeesPage: pages(EMPLOYEES),
    priceListsPage: pages(PRICE_LISTS),
    labelsPage: pages(LABELS),
    statusLabelsPage: pages(STATUS_LABELS),
  };
};
