import { required } from "./check.ts";
import type { UserError } from "./user-errors.ts";

/** Refuses to clear a required field. */
export const checkKept = <Fields extends object>(
  fields: Fields,
  kept: readonly (keyof Fields & string)[],
): UserError[] =>
  kept.filter((field) => fields[field] === null).map((field) => required([field], "Leave it out to keep it."));
