import { invalid } from "./check.ts";
import type { UserError } from "./user-errors.ts";

const MOST_LEVELS = 32;
const MOST_CHARACTERS = 100_000;

const isObject = (value: unknown): value is object => value !== null && typeof value === "object";

/** How many levels of objects and lists there are, or one more than may be. Counts without recursion: the value may be anything. */
const levelsOf = (value: unknown): number => {
  let level: unknown[] = [value];
  let levels = 0;
  while (levels <= MOST_LEVELS && level.some(isObject)) {
    level = level.filter(isObject).flatMap((item) => Object.values(item));
    levels++;
  }
  return levels;
};

/** Checks an optional value of JSON: an object, of any shape within reason. */
export const checkObject = (value: unknown, path: readonly string[]): UserError[] => {
  if (value == null) return [];
  const wrong = (what: string, right: string): UserError[] => [invalid(path, what, right)];
  if (!isObject(value)) return [invalid(path, value, "Give an object.")];
  if (Array.isArray(value)) return wrong("a list", "Give an object.");
  if (levelsOf(value) > MOST_LEVELS) return wrong("the object", `Give at most ${MOST_LEVELS} levels.`);
  const { length } = JSON.stringify(value);
  return length > MOST_CHARACTERS
    ? wrong("the object", `Give at most ${MOST_CHARACTERS} characters of JSON, these are ${length}.`)
    : [];
};
