import { type EntityManager, QueryFailedError } from "typeorm";
import { RuleBroken, type UserError } from "./user-errors.ts";

export const UNIQUE_VIOLATION = "23505";
export const FOREIGN_KEY_VIOLATION = "23503";

/** Runs a write in a savepoint, and explains what the database refuses under `code`. */
export const refusedAs = async <Result>(
  manager: EntityManager,
  code: string,
  refusal: () => Promise<UserError> | UserError,
  write: (savepoint: EntityManager) => Promise<Result>,
): Promise<Result> => {
  try {
    return await manager.transaction(write);
  } catch (error) {
    const isRefused = error instanceof QueryFailedError && error.driverError.code === code;
    throw isRefused ? new RuleBroken(await refusal()) : error;
  }
};
