import { checkStorable, invalid } from "./check.ts";
import type { UserError } from "./user-errors.ts";

/** Some ten pages: more than anyone writes, and short enough for a list of such texts. */
const MOST = 20_000;

/**
 * Checks an optional text of any length and form, even blank: refuses only what PostgreSQL cannot store, and excess.
 */
export const checkProse = (value: string | null | undefined, path: readonly string[]): UserError[] => {
  if (value == null) return [];
  return value.length > MOST
    ? [
        invalid(path, value, `Give at most ${MOST} characters, not ${value.length}.`, {
          expected: "TEXT",
          max: String(MOST),
          actual: String(value.length),
        }),
      ]
    : checkStorable(value, path);
};
