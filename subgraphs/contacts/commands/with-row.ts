import type { EntityManager, FindOptionsWhere } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { changeCustomer } from "../../common/change-customer.ts";
import { notFound } from "../../common/check.ts";
import { type CustomerKey, RuleBroken } from "../../common/user-errors.ts";
import type { Owner } from "./addresses.ts";
import { type Listed, MOST } from "./one-primary.ts";

/** A row identified by a client. */
interface Named<Row extends Listed> {
  readonly entity: new () => Row;
  readonly id: string;
  /** What clients call such a row: `contact`. */
  readonly what: string;
  readonly expectedVersion?: number | null;
}

const absent = (what: string, id: string): RuleBroken => new RuleBroken(notFound(["id"], id, what));

/** The row of a list that a client names. It may have been removed while the lock was awaited. */
export const rowOf = <Row extends Listed>(rows: readonly Row[], id: string, what: string): Row => {
  const row = rows.find((candidate) => candidate.id === id.toLowerCase());
  if (!row) throw absent(what, id);
  return row;
};

/** Refuses a row beyond the limit. */
export const demandRoom = (rows: readonly Listed[], what: string, at = "customerId"): void => {
  if (rows.length < MOST) return;
  throw new RuleBroken({
    code: "NOT_ALLOWED",
    message: `The customer has ${rows.length} ${what}, and cannot have more than ${MOST}. Remove one first.`,
    path: [at],
    params: { max: String(MOST), actual: String(rows.length) },
  });
};

/** Whether a customer was refused because it does not exist for the viewer: then neither do its rows. */
const isAbsence = (error: unknown): boolean =>
  error instanceof RuleBroken &&
  error.userErrors.some(({ code, path }) => code === "NOT_FOUND" && path[0] === "customerId");

/** Changes the customer of a row, under its lock. Nothing is revealed of a hidden customer. */
export const withRow = async <Row extends Listed>(
  manager: EntityManager,
  viewer: Viewer,
  { entity, id, what, expectedVersion }: Named<Row>,
  change: (manager: EntityManager, owner: Owner) => Promise<boolean>,
): Promise<CustomerKey> => {
  const { tenantId } = viewer;
  const row = isUuid(id) ? await manager.findOneBy(entity, { tenantId, id } as FindOptionsWhere<Row>) : null;
  if (!row) throw absent(what, id);
  const { customerId } = row;
  try {
    await changeCustomer(manager, viewer, { customerId, expectedVersion }, (within) =>
      change(within, { tenantId, customerId }),
    );
  } catch (error) {
    throw isAbsence(error) ? absent(what, id) : error;
  }
  return { id: customerId };
};
