import { countCharacters } from "../../platform/values/count-characters.ts";
import { stringifyExact } from "../../platform/values/exact-json.ts";
import { beginningOf, quoted, shortened } from "../../platform/values/quoted.ts";
import { isUuid } from "../../platform/values/uuid.ts";
import type { RecordKey, UserError, UserErrorParams } from "./user-errors.ts";

/** What was given, for clients with words of their own: texts as they are, others as JSON. */
const actualOf = (value: unknown): string => beginningOf(typeof value === "string" ? value : stringifyExact(value));

const quotedExactly = (value: unknown): string =>
  typeof value === "string" ? quoted(value) : shortened(stringifyExact(value));

/** A value is refused, with what would be right in its place. `params` say the same for clients with words of their own. */
export const invalid = (
  path: readonly string[],
  value: unknown,
  right: string,
  params: UserErrorParams = {},
): UserError => ({
  code: "INVALID",
  message: `${quotedExactly(value)} is not accepted. ${right}`,
  path,
  params: { actual: actualOf(value), ...params },
});

/** A value is missing that must be there. */
export const required = (path: readonly string[], right: string): UserError => ({
  code: "REQUIRED",
  message: `This is required. ${right}`,
  path,
});

/** An id leads nowhere, or nowhere that the viewer may see. */
export const notFound = (path: readonly string[], id: string, what: string): UserError => ({
  code: "NOT_FOUND",
  message: `There is no ${what} ${quoted(id)}.`,
  path,
  params: { actual: actualOf(id) },
});

/** A record is not at the version that was expected. */
export const outdated = (what: string, expectedVersion: number | null, currentVersion: number): UserError => ({
  code: "CONFLICT",
  message: `The ${what} has changed since you read it: it is at version ${currentVersion} now, not ${expectedVersion}.`,
  path: ["expectedVersion"],
  params: { allowed: [String(currentVersion)], actual: String(expectedVersion) },
});

/** A value belongs to another record: `holder` is the one that has it, if the viewer may see it. */
export const taken = (
  path: readonly string[],
  value: string,
  message: string,
  holder: RecordKey | null | undefined,
): UserError => ({
  code: "TAKEN",
  message,
  path,
  params: { actual: actualOf(value) },
  ...(holder && { existing: holder }),
});

/** A list has more items than it may have. */
export const tooMany = (path: readonly string[], actual: number, max: number): UserError => ({
  code: "INVALID",
  message: `${actual} are too many. Give at most ${max}.`,
  path,
  params: { expected: "LIST", max: String(max), actual: String(actual) },
});

/** A number that is out of bounds, or not whole. */
export const outOfRange = (path: readonly string[], value: number, [min, max]: readonly [number, number]): UserError =>
  invalid(path, value, `Give a whole number from ${min} to ${max}.`, {
    expected: "WHOLE_NUMBER",
    min: String(min),
    max: String(max),
  });

/** What would be right in place of a text that cannot be stored. */
export const STORABLE = "Leave out the character U+0000 and halves of surrogate pairs, which no text can hold.";

/** Whether a text comes back as it was stored: PostgreSQL rejects U+0000, and UTF-8 half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/** Checks that a text can be stored. */
export const checkStorable = (value: string, path: readonly string[]): UserError[] =>
  isStorable(value) ? [] : [invalid(path, value, STORABLE, { expected: "TEXT" })];

/**
 * The maximum length of an otherwise free text, such as a street or a payment term: no customer record comes close, and
 * an unlimited text would burden the database and its readers.
 */
export const FREE_TEXT = 10_000;

/** Checks an optional text: not blank, and at most `max` characters. */
export const checkText = (value: string | null | undefined, path: readonly string[], max: number): UserError[] => {
  if (value == null) return [];
  const length = countCharacters(value, max);
  const unstorable = length <= 2 * max ? checkStorable(value, path) : [];
  if (unstorable.length > 0) return unstorable;
  if (value.trim() !== "" && length <= max) return [];
  return [
    invalid(path, value, `Give 1 to ${max} characters${length > max ? `, not ${length}` : ", not only blanks"}.`, {
      expected: "TEXT",
      min: "1",
      max: String(max),
      actual: String(length > max ? length : 0),
    }),
  ];
};

/** Checks an optional id: only a UUID can exist. */
export const checkId = (value: string | null | undefined, path: readonly string[], what: string): UserError[] =>
  value == null || isUuid(value) ? [] : [notFound(path, value, what)];
