import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { isUuid } from "../../../platform/values/uuid.ts";
import { notFound } from "../../common/check.ts";
import { RuleBroken } from "../../common/user-errors.ts";

interface Row {
  readonly tenantId: string;
  readonly id: string;
  readonly customerId: string;
}

/** A customer's row, by which a client identifies the customer. */
export interface RowOfCustomer {
  readonly entity: new () => Row;
  readonly id: string;
  readonly what: string;
  readonly path: readonly string[];
}

const absent = ({ path, id, what }: RowOfCustomer): RuleBroken => new RuleBroken(notFound(path, id, what));

/** The customer of a row. Throws `NOT_FOUND` if the tenant has no such row. */
export const ownerOf = async (manager: EntityManager, { tenantId }: Viewer, row: RowOfCustomer): Promise<string> => {
  const found = isUuid(row.id) ? await manager.findOneBy<Row>(row.entity, { tenantId, id: row.id }) : null;
  if (!found) throw absent(row);
  return found.customerId;
};

/**
 * Turns a command's error about the customer into one about the row, so that a row of a hidden customer looks
 * nonexistent.
 */
export const sayingRow = async <Result>(row: RowOfCustomer, command: Promise<Result>): Promise<Result> => {
  try {
    return await command;
  } catch (error) {
    const isAbsent =
      error instanceof RuleBroken &&
      error.userErrors.some(({ code, path }) => code === "NOT_FOUND" && path[0] === "customerId");
    throw isAbsent ? absent(row) : error;
  }
};
