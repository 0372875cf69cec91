import { invalid } from "../../../../platform/check.ts";
import { scalars } from "../../../../platform/scalars.ts";
import type { UserError } from "../../../../platform/user-errors.ts";

type Path = readonly string[];

/** The most that a list of finance can hold. */
export const MOST_ROWS = 50;

/** Checks the size of a list. */
export const checkSize = (list: readonly unknown[] | null | undefined, path: Path): UserError[] =>
  (list?.length ?? 0) > MOST_ROWS ? [invalid(path, list?.length, `Give at most ${MOST_ROWS}.`)] : [];

/** Checks a tax number: any text that is not blank, of any length, for no authority's form is known to all others. */
export const checkNumber = (number: string | null | undefined, path: Path): UserError[] => {
  if (number == null) return [];
  if (number.includes("\0")) return [invalid(path, number, "Leave out the character U+0000, which no text can hold.")];
  return number.trim() === "" ? [invalid(path, number, "Give the number as written, not blanks only.")] : [];
};

const isDay = (text: string): boolean => {
  try {
    return scalars.Date.parseValue(text) === text && !text.startsWith("0000");
  } catch {
    return false;
  }
};

/** Checks an optional day, as the scalar of the graph does: records come in by files too. */
export const checkDay = (day: string | null | undefined, path: Path): UserError[] =>
  day == null || isDay(day) ? [] : [invalid(path, day, "Give a day such as 2026-03-01.")];

const MOST_CHARACTERS = 100_000;
const DEEPEST = 100;

const isTooDeep = (value: unknown, levels = DEEPEST): boolean =>
  value !== null &&
  typeof value === "object" &&
  (levels === 0 || Object.values(value).some((part) => isTooDeep(part, levels - 1)));

/** Checks an optional object of JSON, whose fields are its owner's affair. */
export const checkObject = (value: unknown, path: Path): UserError[] => {
  if (value == null) return [];
  if (typeof value !== "object" || Array.isArray(value)) {
    return [invalid(path, JSON.stringify(value), "Give an object.")];
  }
  if (isTooDeep(value)) return [invalid(path, "{…}", `Give an object of at most ${DEEPEST} levels.`)];
  const { length } = JSON.stringify(value);
  return length > MOST_CHARACTERS
    ? [invalid(path, "{…}", `Give an object of at most ${MOST_CHARACTERS} characters, these are ${length}.`)]
    : [];
};
