import { isDay } from "../../../../platform/values/moments.ts";
import { checkStorable, invalid } from "../../../common/check.ts";
import type { UserError } from "../../../common/user-errors.ts";

type Path = readonly string[];

/** The maximum length of a list in finance. */
export const MOST_ROWS = 50;

/** Checks the size of a list. */
export const checkSize = (list: readonly unknown[] | null | undefined, path: Path): UserError[] =>
  (list?.length ?? 0) > MOST_ROWS ? [invalid(path, list?.length, `Give at most ${MOST_ROWS}.`)] : [];

/** Checks a tax number: any non-blank text of any length, since formats differ between authorities. */
export const checkNumber = (number: string | null | undefined, path: Path): UserError[] => {
  if (number == null) return [];
  const unstorable = checkStorable(number, path);
  if (unstorable.length > 0) return unstorable;
  return number.trim() === "" ? [invalid(path, number, "Give the number as written, not blanks only.")] : [];
};

/** Checks an optional day, like the graph's scalar: records also come from files. */
export const checkDay = (day: string | null | undefined, path: Path): UserError[] =>
  day == null || isDay(day) ? [] : [invalid(path, day, "Give a day of the years 0001 to 9999, such as 2026-03-01.")];
