import { randomUUID } from "node:crypto";
import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { type CustomerChange, changeCustomer } from "../../common/change-customer.ts";
import { changesOf } from "../../common/changes.ts";
import { notFound } from "../../common/check.ts";
import { type CustomerKey, RuleBroken } from "../../common/user-errors.ts";

interface CustomerRow extends ObjectLiteral {
  readonly tenantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly createdBy: string;
}

/** A row identified by a client. */
interface Named<Row extends CustomerRow> {
  readonly entity: EntityTarget<Row>;
  readonly id: string;
  /** What clients call such a row: `note`. */
  readonly what: string;
  readonly expectedVersion?: number | null;
}

interface Written<Row> {
  readonly customer: CustomerKey;
  readonly row: Row;
}

const keyOf = <Row extends CustomerRow>({ tenantId }: Viewer, id: string) =>
  ({ tenantId, id }) as FindOptionsWhere<Row>;

/** Adds a row to a customer, as the viewer. */
export const addRow = async <Row extends CustomerRow>(
  manager: EntityManager,
  viewer: Viewer,
  { entity, customer }: { entity: EntityTarget<Row>; customer: CustomerChange },
  columns: Partial<Row>,
): Promise<Written<Row>> => {
  const { tenantId, subject: createdBy } = viewer;
  const id = randomUUID();
  const customerId = await changeCustomer(manager, viewer, customer, async (within) => {
    const row = { ...columns, tenantId, id, customerId: customer.customerId, createdBy };
    await within.insert(entity, row as unknown as QueryDeepPartialEntity<Row>);
    return true;
  });
  return { customer: { id: customerId }, row: await manager.findOneByOrFail(entity, keyOf<Row>(viewer, id)) };
};

/** Whether a customer was refused because it does not exist for the viewer: then neither do its rows. */
const isAbsence = (error: unknown): boolean =>
  error instanceof RuleBroken &&
  error.userErrors.some(({ code, path }) => code === "NOT_FOUND" && path[0] === "customerId");

/** Works on a row under the lock of its customer. Nothing is revealed of a hidden customer. */
const withRow = async <Row extends CustomerRow>(
  manager: EntityManager,
  viewer: Viewer,
  { entity, id, what, expectedVersion }: Named<Row>,
  work: (manager: EntityManager, row: Row) => Promise<boolean>,
): Promise<CustomerKey> => {
  const absent = new RuleBroken(notFound(["id"], id, what));
  const find = async (within: EntityManager): Promise<Row> => {
    const row = isUuid(id) ? await within.findOneBy(entity, keyOf<Row>(viewer, id)) : null;
    if (!row) throw absent;
    return row;
  };
  const { customerId } = await find(manager);
  try {
    await changeCustomer(manager, viewer, { customerId, expectedVersion }, async (within) =>
      work(within, await find(within)),
    );
  } catch (error) {
    throw isAbsence(error) ? absent : error;
  }
  return { id: customerId };
};

/** Changes given fields of a row that differ. `also` is written with it. */
export const changeRow = async <Row extends CustomerRow>(
  manager: EntityManager,
  viewer: Viewer,
  named: Named<Row>,
  wanted: Partial<Row>,
  also: QueryDeepPartialEntity<Row> = {},
): Promise<Written<Row>> => {
  const key = keyOf<Row>(viewer, named.id);
  const customer = await withRow(manager, viewer, named, async (within, row) => {
    const changes = changesOf(row, wanted);
    if (changes) await within.update(named.entity, key, { ...changes, ...also } as QueryDeepPartialEntity<Row>);
    return changes !== null;
  });
  return { customer, row: await manager.findOneByOrFail(named.entity, key) };
};

/** Removes a row, and returns its customer. */
export const removeRow = <Row extends CustomerRow>(
  manager: EntityManager,
  viewer: Viewer,
  named: Named<Row>,
): Promise<CustomerKey> =>
  withRow(manager, viewer, named, async (within) => {
    await within.delete(named.entity, keyOf<Row>(viewer, named.id));
    return true;
  });
