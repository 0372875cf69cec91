import { checkStorable, invalid } from "./check.ts";
import type { UserError } from "./user-errors.ts";

/** Far more than anyone writes, and far less than a request may carry. */
const MOST = 100_000;

/** Checks an optional text of any length and form, blank ones too: only what PostgreSQL cannot hold is refused, and excess. */
export const checkProse = (value: string | null | undefined, path: readonly string[]): UserError[] => {
  if (value == null) return [];
  return value.length > MOST
    ? [invalid(path, value, `Give at most ${MOST} characters, these are ${value.length}.`)]
    : checkStorable(value, path);
};
