import { randomUUID } from "node:crypto";
import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { changesOf } from "../../common/changes.ts";
import { notFound, taken } from "../../common/check.ts";
import { FOREIGN_KEY_VIOLATION, refusedAs, UNIQUE_VIOLATION } from "../../common/refused-as.ts";
import { type RecordKey, RuleBroken, type UserError } from "../../common/user-errors.ts";

interface Choice extends ObjectLiteral {
  readonly tenantId: string;
  readonly id: string;
}

/** A pick list of the tenant, and what clients call its rows. */
export interface PickList<Row extends Choice> {
  readonly entity: EntityTarget<Row>;
  /** In messages: `status label`. */
  readonly what: string;
  /** The field that must be unique, if there is one, and the condition on which row `r` has its `:value`. */
  readonly unique?: {
    readonly field: keyof Row & string;
    readonly condition: string;
    readonly type: RecordKey["__typename"];
  };
}

/** A unique value is in use, and by which row. */
const takenByOther = async <Row extends Choice>(
  manager: EntityManager,
  { tenantId }: Viewer,
  { entity, what, unique }: PickList<Row>,
  columns: Partial<Row>,
): Promise<UserError> => {
  if (!unique) throw new Error("a violation of no known rule");
  const value = String(columns[unique.field]);
  const holder = await manager
    .createQueryBuilder(entity, "r")
    .where(`r.tenant_id = :tenantId and ${unique.condition}`, { tenantId, value })
    .getOne();
  const message = `Another ${what} has ${quoted(value)} already.`;
  return taken([unique.field], value, message, holder && { __typename: unique.type, ...holder });
};

const used = <Row extends Choice>({ what }: PickList<Row>): UserError => ({
  code: "NOT_ALLOWED",
  message: `Customers use this ${what}. Make it inactive instead.`,
  path: ["id"],
});

const keyOf = <Row extends Choice>({ tenantId }: Viewer, id: string) => ({ tenantId, id }) as FindOptionsWhere<Row>;

/** Adds a row to a pick list. */
export const addChoice = async <Row extends Choice>(
  manager: EntityManager,
  viewer: Viewer,
  list: PickList<Row>,
  columns: Omit<Row, keyof Choice>,
): Promise<Row> => {
  const row = { ...columns, tenantId: viewer.tenantId, id: randomUUID() } as unknown as Row;
  await refusedAs(
    manager,
    UNIQUE_VIOLATION,
    () => takenByOther(manager, viewer, list, row),
    (savepoint) => savepoint.insert(list.entity, row as QueryDeepPartialEntity<Row>),
  );
  return row;
};

/** Changes given fields of a pick list row. */
export const changeChoice = async <Row extends Choice>(
  manager: EntityManager,
  viewer: Viewer,
  list: PickList<Row>,
  { id, columns }: { readonly id: string; readonly columns: Partial<Row> },
): Promise<Row> => {
  const row = isUuid(id) ? await manager.findOneBy(list.entity, keyOf<Row>(viewer, id)) : null;
  if (!row) throw new RuleBroken(notFound(["id"], id, list.what));
  const changes = changesOf(row, columns);
  if (!changes) return row;
  await refusedAs(
    manager,
    UNIQUE_VIOLATION,
    () => takenByOther(manager, viewer, list, columns),
    (savepoint) => savepoint.update(list.entity, keyOf<Row>(viewer, id), changes as QueryDeepPartialEntity<Row>),
  );
  return { ...row, ...changes };
};

/** Removes a pick list row that no customer has, and returns its id. */
export const removeChoice = async <Row extends Choice>(
  manager: EntityManager,
  viewer: Viewer,
  list: PickList<Row>,
  id: string,
): Promise<string> => {
  const { affected } = isUuid(id)
    ? await refusedAs(
        manager,
        FOREIGN_KEY_VIOLATION,
        () => used(list),
        (savepoint) => savepoint.delete(list.entity, keyOf<Row>(viewer, id)),
      )
    : { affected: 0 };
  if (affected !== 1) throw new RuleBroken(notFound(["id"], id, list.what));
  return id.toLowerCase();
};
