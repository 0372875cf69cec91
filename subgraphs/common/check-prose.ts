import { checkStorable, invalid } from "./check.ts";
import type { UserError } from "./user-errors.ts";

/** Some ten pages: more than anyone writes, and so little that a list of such texts is no burden. */
const MOST = 20_000;

/** Checks an optional text of any length and form, blank ones too: only what PostgreSQL cannot hold is refused, and excess. */
export const checkProse = (value: string | null | undefined, path: readonly string[]): UserError[] => {
  if (value == null) return [];
  return value.length > MOST
    ? [invalid(path, value, `Give at most ${MOST} characters, these are ${value.length}.`)]
    : checkStorable(value, path);
};
