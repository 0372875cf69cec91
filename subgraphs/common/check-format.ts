import { scalars } from "../../platform/graphql/scalars.ts";
import { LONGEST_EMAIL } from "../../platform/values/email-address.ts";
import { invalid } from "./check.ts";
import type { ExpectedValue, UserError } from "./user-errors.ts";

type Scalar = { parseValue(value: unknown): unknown };

/** Whether the scalar accepts a text. */
const isTaken = (scalar: Scalar, value: string): boolean => {
  try {
    scalar.parseValue(value);
    return true;
  } catch {
    return false;
  }
};

const checkScalar =
  (scalar: Scalar, expected: ExpectedValue, right: string, fits: (value: string) => boolean = () => true) =>
  (value: string | null | undefined, path: readonly string[]): UserError[] =>
    value == null || (fits(value) && isTaken(scalar, value)) ? [] : [invalid(path, value, right, { expected })];

/** Checks an optional e-mail address: input is text, of which the graph's scalar says whether it is one. */
export const checkEmail = checkScalar(
  scalars.EmailAddress,
  "EMAIL_ADDRESS",
  `Give an e-mail address such as name@example.com, at most ${LONGEST_EMAIL} characters.`,
);

/** Checks an optional URL: an absolute one that browsers can safely follow. */
export const checkUrl = checkScalar(
  scalars.URL,
  "URL",
  "Give an address with its scheme, such as https://example.com, at most 2048 characters.",
  (value) => value.length <= 2_048 && /^https?:\/\/[^\0]+$/i.test(value),
);

/** Checks an optional country code, in any case. */
export const checkCountryCode = checkScalar(
  scalars.CountryCode,
  "COUNTRY_CODE",
  "Give two letters of ISO 3166-1 such as DE.",
);

/** Checks an optional currency code, in any case. */
export const checkCurrency = checkScalar(
  scalars.Currency,
  "CURRENCY_CODE",
  "Give three letters of ISO 4217 such as EUR.",
);

const WITH_OFFSET = "a moment with its offset from UTC such as 2026-03-01T09:30:00Z";

/** Checks an optional moment. */
export const checkMoment = checkScalar(scalars.DateTime, "DATE_TIME", `Give ${WITH_OFFSET}.`);

/** Checks an optional day. */
export const checkDay = checkScalar(scalars.Date, "DATE", "Give a day of the years 0001 to 9999 such as 2026-03-01.");

/** Checks an optional day or moment. */
export const checkDayOrMoment = checkScalar(
  scalars.DateOrDateTime,
  "DATE_OR_DATE_TIME",
  `Give a day of the years 0001 to 9999 such as 2026-03-01, or ${WITH_OFFSET}.`,
);
