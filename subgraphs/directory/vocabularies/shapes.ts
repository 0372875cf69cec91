import { z } from "zod";
import { toMoment } from "../../../platform/moments.ts";

/** A text of any length. An empty one is no text: it is taken for `null`. */
export const text = z.string();

/** A text of any length that may not be empty. */
export const filled = z.string().refine((value) => value.trim() !== "", "Give a text that is not empty.");

/** A text that may not be empty, of at most so many characters. */
export const name = (max = 256): z.ZodType =>
  z
    .string()
    .trim()
    .refine((value) => value.length > 0 && [...value].length <= max, `Give 1 to ${max} characters.`);

export const email = z.union([z.email("Give an e-mail address such as name@example.com."), z.literal("")]);
export const uri = z.union([z.url("Give an address with its scheme, such as https://example.com."), z.literal("")]);
export const dateTime = z
  .string()
  .refine(
    (value) => toMoment(value) !== null,
    "Give a moment of ISO 8601 in the years 0001 to 9999, such as 2026-03-01T09:30:00.000Z.",
  );
export const uuid = z.guid("Give a UUID.");
export const boolean = z.boolean("Give true or false.");
export const whole = (min: number, max: number): z.ZodType =>
  z.int(`Give a whole number from ${min} to ${max}.`).min(min).max(max);
export const number = z.number("Give a number.");

/** An amount of money as a number with at most two decimal places. */
export const amount = z
  .number("Give a number with at most two decimal places, such as 50000.00.")
  .refine(
    (value) => /^-?\d{1,15}(\.\d{1,2})?$/.test(String(value)),
    "Give a number with at most two decimal places, such as 50000.00.",
  );

export const oneOf = <Value extends string>(...values: readonly Value[]): z.ZodType<Value> =>
  z.enum(values as [Value, ...Value[]], `Give one of ${values.join(", ")}.`);

/** An object whose shape the vocabulary leaves open. */
export const anyObject = z.record(z.string(), z.json(), "Give an object.");
