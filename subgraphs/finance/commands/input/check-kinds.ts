import { checkStorable, invalid, tooMany } from "../../../common/check.ts";
import type { UserError } from "../../../common/user-errors.ts";

type Path = readonly string[];

/** The maximum length of a list in finance. */
export const MOST_ROWS = 50;

/** Checks the size of a list. */
export const checkSize = (list: readonly unknown[] | null | undefined, path: Path): UserError[] =>
  list != null && list.length > MOST_ROWS ? [tooMany(path, list.length, MOST_ROWS)] : [];

/** Checks a tax number: any non-blank text of any length, since formats differ between authorities. */
export const checkNumber = (number: string | null | undefined, path: Path): UserError[] => {
  if (number == null) return [];
  const unstorable = checkStorable(number, path);
  if (unstorable.length > 0) return unstorable;
  return number.trim() === ""
    ? [
        invalid(path, number, "Give the number as written, not only blanks.", {
          expected: "TEXT",
          min: "1",
          actual: "0",
        }),
      ]
    : [];
};
