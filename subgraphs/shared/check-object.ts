import { invalid } from "./check.ts";
import type { UserError } from "./user-errors.ts";

const MOST_LEVELS = 32;
const MOST_CHARACTERS = 100_000;

/** Numbers too large for JavaScript would be stored as `null`. */
const isLost = (value: unknown): boolean => typeof value === "number" && !Number.isFinite(value);

const isObject = (value: unknown): value is object => value !== null && typeof value === "object";

/** What is wrong with the parts of an object, if anything. Walks without recursion: the value may be anything. */
const faultOf = (value: object): string | undefined => {
  let level: unknown[] = [value];
  for (let levels = 0; levels < MOST_LEVELS; levels++) {
    level = level.filter(isObject).flatMap((item) => Object.values(item));
    if (level.some(isLost)) return "Give numbers up to 1.79e308.";
    if (!level.some(isObject)) return undefined;
  }
  return `Give at most ${MOST_LEVELS} levels.`;
};

/** Checks an optional value of JSON: an object, of any shape within reason. */
export const checkObject = (value: unknown, path: readonly string[]): UserError[] => {
  if (value == null) return [];
  const wrong = (what: string, right: string): UserError[] => [
    { code: "INVALID", message: `${path.join(".")}: ${what} is not accepted. ${right}`, path },
  ];
  if (!isObject(value)) return [invalid(path, value, "Give an object.")];
  if (Array.isArray(value)) return wrong("a list", "Give an object.");
  const fault = faultOf(value);
  if (fault) return wrong("the object", fault);
  const { length } = JSON.stringify(value);
  return length > MOST_CHARACTERS
    ? wrong("the object", `Give at most ${MOST_CHARACTERS} characters of JSON, these are ${length}.`)
    : [];
};
