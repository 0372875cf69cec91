import { randomUUID } from "node:crypto";
import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from "typeorm";
import { QueryFailedError } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { changesOf } from "../../common/changes.ts";
import { notFound } from "../../common/check.ts";
import { RuleBroken, type UserError } from "../../common/user-errors.ts";

interface Choice extends ObjectLiteral {
  readonly tenantId: string;
  readonly id: string;
}

/** A pick list of the tenant, and what clients call its rows. */
export interface PickList<Row extends Choice> {
  readonly entity: EntityTarget<Row>;
  /** In messages: `status label`. */
  readonly what: string;
  /** The field that must be unique, if there is one. */
  readonly unique?: keyof Row & string;
}

const UNIQUE_VIOLATION = "23505";
const FOREIGN_KEY_VIOLATION = "23503";

/** Runs a write, and explains what the database refuses under `code`. The transaction is lost either way. */
const refusedAs = async <Result>(
  code: string,
  refusal: () => UserError,
  write: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    throw error instanceof QueryFailedError && error.driverError.code === code ? new RuleBroken(refusal()) : error;
  }
};

const taken = <Row extends Choice>({ what, unique = "id" }: PickList<Row>, columns: Partial<Row>): UserError => ({
  code: "TAKEN",
  message: `${unique}: another ${what} has ${JSON.stringify(columns[unique as keyof Row])} already.`,
  path: [unique],
});

const used = <Row extends Choice>({ what }: PickList<Row>): UserError => ({
  code: "NOT_ALLOWED",
  message: `id: customers use this ${what}. Make it inactive instead.`,
  path: ["id"],
});

const keyOf = <Row extends Choice>({ tenantId }: Viewer, id: string) => ({ tenantId, id }) as FindOptionsWhere<Row>;

/** Adds a row to a pick list. */
export const addChoice = async <Row extends Choice>(
  manager: EntityManager,
  { tenantId }: Viewer,
  list: PickList<Row>,
  columns: Omit<Row, keyof Choice>,
): Promise<Row> => {
  const row = { ...columns, tenantId, id: randomUUID() } as unknown as Row;
  await refusedAs(
    UNIQUE_VIOLATION,
    () => taken(list, row),
    () => manager.insert(list.entity, row as QueryDeepPartialEntity<Row>),
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
    UNIQUE_VIOLATION,
    () => taken(list, columns),
    () => manager.update(list.entity, keyOf<Row>(viewer, id), changes as QueryDeepPartialEntity<Row>),
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
        FOREIGN_KEY_VIOLATION,
        () => used(list),
        () => manager.delete(list.entity, keyOf<Row>(viewer, id)),
      )
    : { affected: 0 };
  if (affected !== 1) throw new RuleBroken(notFound(["id"], id, list.what));
  return id.toLowerCase();
};
