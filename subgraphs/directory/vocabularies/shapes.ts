import { z } from "zod";
import { countCharacters } from "../../../platform/values/count-characters.ts";
import { LONGEST_EMAIL } from "../../../platform/values/email-address.ts";
import { toMoment } from "../../../platform/values/moments.ts";
import { checkEmail, checkUrl } from "../../common/check-format.ts";
import type { UserError, UserErrorParams } from "../../common/user-errors.ts";

/** A text of any length. An empty one is no text: it becomes `null`. */
export const text = z.string();

/** What a rule says of the value that would be right, for people and for clients. */
const rule = (right: string, params: UserErrorParams) => ({ message: right, params });

/** A non-empty text of any length. */
export const filled = z
  .string("Give a text that is not empty.")
  .refine((value) => value.trim() !== "", rule("Give a text that is not empty.", { expected: "TEXT", min: "1" }));

/** A non-empty text of at most this many characters. */
export const name = (max = 256): z.ZodType =>
  z
    .string(`Give 1 to ${max} characters.`)
    .trim()
    .refine(
      (value) => value.length > 0 && countCharacters(value, max) <= max,
      rule(`Give 1 to ${max} characters.`, { expected: "TEXT", min: "1", max: String(max) }),
    );

/** A text of a given format. */
export const matching = (form: RegExp, right: string): z.ZodType => z.string(right).regex(form, right);

/** A text that is empty, or right by a rule of the graph: what one way lets in, every other one does. */
const right = (
  check: (value: string, path: readonly string[]) => readonly UserError[],
  message: string,
  expected: UserErrorParams["expected"],
): z.ZodType =>
  z.string(message).refine((value) => value === "" || check(value, []).length === 0, rule(message, { expected }));

const EMAIL = `Give an e-mail address such as name@example.com, at most ${LONGEST_EMAIL} characters.`;
export const email = right(checkEmail, EMAIL, "EMAIL_ADDRESS");
const ADDRESS = "Give an address with its scheme, such as https://example.com.";
export const uri = right(checkUrl, ADDRESS, "URL");
const MOMENT = "Give a moment of ISO 8601 in the years 0001 to 9999, such as 2026-03-01T09:30:00.000Z.";
export const dateTime = z
  .string(MOMENT)
  .refine((value) => toMoment(value) !== null, rule(MOMENT, { expected: "DATE_TIME" }));
export const uuid = z.guid("Give a UUID.");
export const boolean = z.boolean("Give true or false.");
export const whole = (min: number, max: number): z.ZodType => {
  const right = `Give a whole number from ${min} to ${max}.`;
  return z.int(right).min(min, right).max(max, right);
};
export const number = z.number("Give a number.");

const AMOUNT = /^-?\d{1,15}(\.\d{1,2})?$/;

/** An amount of money as a number with at most two decimal places. */
export const amount = z
  .number("Give a number with at most two decimal places, such as 50000.00.")
  .refine(
    (value) => AMOUNT.test(String(value)),
    rule("Give a number with at most two decimal places, such as 50000.00.", { expected: "AMOUNT" }),
  );

/** The same, also as a text, where a vocabulary leaves the type open. */
export const openAmount = z.preprocess(
  (value) => (typeof value === "string" && AMOUNT.test(value) ? Number(value) : value),
  amount,
);

export const oneOf = <Value extends string>(...values: readonly Value[]): z.ZodType<Value> =>
  z.enum(values as [Value, ...Value[]], `Give one of ${values.join(", ")}.`);

/** An object whose shape the vocabulary leaves open. */
export const anyObject = z.record(z.string(), z.json(), "Give an object.");
