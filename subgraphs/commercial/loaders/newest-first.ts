import { adHoc, type Statement, statementOf } from "../../../platform/database/session/statement.ts";
import { manyByKey, perArguments } from "../../../platform/graphql/batch.ts";
import {
  type Connection,
  type KeyShape,
  type Keyset,
  readPage,
  toConnection,
} from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { rowById, rowsByIds } from "../../common/rows-by-ids.ts";
import { rowsOfCustomer, VISIBLE_CUSTOMERS, visibilityParameters } from "../../common/visibility.ts";
import { Activity, Attachment, Note, StageChange } from "../entities.ts";

interface Sort<Row> {
  /** The column and its PostgreSQL type. */
  readonly column: string;
  readonly type: "timestamptz" | "uuid" | "integer";
  readonly textOf: (row: Row) => string;
}

interface List<Row> {
  readonly page: Statement<Row>;
  readonly counts: Statement<{ customerId: string; count: number }>;
  /** The sort values of a row: the last one is unique among the customer's rows. */
  readonly sorts: readonly Sort<Row>[];
}

interface Values {
  readonly shape: KeyShape;
  /** Sorts above every value: the cursor of the first page, so that one plan reads all pages along the index. */
  readonly highest: string;
}

const VALUES: Readonly<Record<Sort<unknown>["type"], Values>> = {
  timestamptz: { shape: "moment", highest: "infinity" },
  uuid: { shape: "uuid", highest: "ffffffff-ffff-ffff-ffff-ffffffffffff" },
  integer: { shape: "integer", highest: "2147483647" },
};

const listOf = <Row extends { customerId: string }>(
  table: string,
  entity: new () => Row,
  ...sorts: readonly Sort<Row>[]
): List<Row> => {
  const order = sorts.map(({ column }) => `t.${column} desc`).join(", ");
  const place = sorts.map(({ column }) => `t.${column}`).join(", ");
  const after = sorts.map(({ type }, index) => `$${index + 6}::${type}`).join(", ");
  return {
    sorts,
    page: statementOf(
      `commercial_${table}_by_customer_ids`,
      entity,
      ({ table: qualified, columns }) => `
        select ${columns("t")} from ${VISIBLE_CUSTOMERS} c cross join lateral (
          select * from ${qualified} t
          where t.tenant_id = $1 and t.customer_id = c.id and (${place}) < (${after})
          order by ${order} limit $5
        ) t order by t.customer_id, ${order}`,
    ),
    counts: adHoc(`select t.customer_id as "customerId", count(*)::integer as count
      from ${VISIBLE_CUSTOMERS} c ${rowsOfCustomer(`commercial.${table}`, "t")} group by t.customer_id`),
  };
};

const moment = <Row>(column: string, textOf: (row: Row) => string): Sort<Row> => ({
  column,
  type: "timestamptz",
  textOf: (row) => String(textOf(row)),
});

const byId = { column: "id", type: "uuid", textOf: ({ id }: { id: string }) => id } as const;
const byNumber = { column: "number", type: "integer", textOf: ({ number }: StageChange) => String(number) } as const;

const LISTS = {
  stageChanges: listOf("stage_change", StageChange, byNumber),
  notes: listOf(
    "note",
    Note,
    moment("created_at", ({ createdAt }) => createdAt),
    byId,
  ),
  activities: listOf(
    "activity",
    Activity,
    moment("occurred_at", ({ occurredAt }) => occurredAt),
    byId,
  ),
  attachments: listOf(
    "attachment",
    Attachment,
    moment("created_at", ({ createdAt }) => createdAt),
    byId,
  ),
};

const BY_IDS = {
  notes: rowsByIds("commercial_notes_by_ids", Note),
  activities: rowsByIds("commercial_activities_by_ids", Activity),
  attachments: rowsByIds("commercial_attachments_by_ids", Attachment),
};

/** The pages of such a list, by the ids of customers: one statement for all customers of a tick. */
const pagesOf = <Row extends { customerId: string }>(
  { db, viewer }: RequestScope,
  { page, counts, sorts }: List<Row>,
) => {
  const sight = visibilityParameters(viewer);
  const countByCustomerId = manyByKey(
    (ids) => db.read(counts, sight(ids)),
    ({ customerId }) => customerId,
  );
  const start = sorts.map(({ type }) => VALUES[type].highest);
  const rowsByCustomerId = perArguments(({ first, after }: Keyset) =>
    manyByKey(
      (ids) => db.read(page, [...sight(ids), first + 1, ...(after ?? start)]),
      ({ customerId }) => customerId,
    ),
  );
  const shapes = sorts.map(({ type }) => VALUES[type].shape);
  return async (customerId: string, args: Parameters<typeof readPage>[0]): Promise<Connection<Row>> => {
    const keyset = readPage(args, shapes);
    return toConnection(await rowsByCustomerId(keyset).load(customerId), keyset, {
      keysOf: (row) => sorts.map(({ textOf }) => textOf(row)),
      nodeOf: (row) => row,
      count: async () => (await countByCustomerId.load(customerId))[0]?.count ?? 0,
    });
  };
};

/** A customer's activities, notes and other records: by id, and newest first. */
export const createRecordLoaders = (scope: RequestScope) => ({
  noteById: rowById(scope, BY_IDS.notes),
  activityById: rowById(scope, BY_IDS.activities),
  attachmentById: rowById(scope, BY_IDS.attachments),
  stageHistoryPage: pagesOf(scope, LISTS.stageChanges),
  notesPage: pagesOf(scope, LISTS.notes),
  activitiesPage: pagesOf(scope, LISTS.activities),
  attachmentsPage: pagesOf(scope, LISTS.attachments),
});
