import { scalars } from "../../platform/graphql/scalars.ts";
import { shown } from "../../platform/values/shown.ts";
import { isUuid } from "../../platform/values/uuid.ts";
import { decimalsOf, MOST_DECIMALS, toAmount } from "./money.ts";
import type { UserError } from "./user-errors.ts";

const fieldOf = (path: readonly string[]): string => path.join(".");

export const invalid = (path: readonly string[], value: unknown, right: string): UserError => ({
  code: "INVALID",
  message: `${fieldOf(path)}: ${typeof value === "string" ? shown(value) : String(value)} is not accepted. ${right}`,
  path,
});

export const required = (path: readonly string[], right: string): UserError => ({
  code: "REQUIRED",
  message: `${fieldOf(path)} is missing. ${right}`,
  path,
});

export const notFound = (path: readonly string[], id: string, what: string): UserError => ({
  code: "NOT_FOUND",
  message: `${fieldOf(path)}: there is no ${what} ${shown(id)}.`,
  path,
});

/** What would be right in place of a text that cannot be stored. */
export const STORABLE = "Leave out the character U+0000 and halves of surrogate pairs, which no text can hold.";

/** Whether a text comes back as it was stored: PostgreSQL rejects U+0000, and UTF-8 half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/** Checks that a text can be stored. */
export const checkStorable = (value: string, path: readonly string[]): UserError[] =>
  isStorable(value) ? [] : [invalid(path, value, STORABLE)];

/**
 * The maximum length of an otherwise free text, such as a street or a payment term: no customer record comes close, and
 * an unlimited text would burden the database and its readers.
 */
export const FREE_TEXT = 10_000;

/** Checks an optional text: not blank, and at most `max` characters. */
export const checkText = (value: string | null | undefined, path: readonly string[], max: number): UserError[] => {
  if (value == null) return [];
  // No character takes more than two units, so a text this long need not be inspected further.
  const isTooLong = value.length > 2 * max;
  const unstorable = isTooLong ? [] : checkStorable(value, path);
  if (unstorable.length > 0) return unstorable;
  const length = isTooLong ? value.length : [...value].length;
  if (value.trim() !== "" && length <= max) return [];
  return [
    invalid(path, value, `Give 1 to ${max} characters${length > max ? `, these are ${length}` : ", not blanks only"}.`),
  ];
};

/** Checks an optional id: only a UUID can exist. */
export const checkId = (value: string | null | undefined, path: readonly string[], what: string): UserError[] =>
  value == null || isUuid(value) ? [] : [notFound(path, value, what)];

interface AmountOptions {
  /** Not known yet if it defaults to the tenant's. */
  readonly currencyCode?: string | null;
  readonly negative?: boolean;
}

const rightAmount = ({ currencyCode, negative = false }: AmountOptions): string => {
  const least = negative ? "" : ", 0 or more";
  if (currencyCode == null) {
    return `Give a number with no more decimal places than its currency has${least}, such as "50000.00".`;
  }
  const decimals = decimalsOf(currencyCode);
  const most = decimals === 0 ? "which has no decimal places" : `with at most ${decimals} decimal places`;
  return `Give an amount of ${currencyCode}, ${most}${least}, such as "${toAmount("50000", currencyCode)}".`;
};

/** Room for all digits that an amount may have, and for zeros around them. */
const LONGEST_AMOUNT = 100;

/** Checks an amount: no more decimal places than its currency has, and not negative unless `negative` allows it. */
export const checkAmount = (value: string, path: readonly string[], options: AmountOptions): UserError[] => {
  const { currencyCode, negative = false } = options;
  const decimals = currencyCode == null ? MOST_DECIMALS : decimalsOf(currencyCode);
  const fits =
    value.length <= LONGEST_AMOUNT &&
    new RegExp(`^${negative ? "[+-]" : "\\+"}?\\d{1,16}(\\.(?=\\d)\\d{0,${decimals}}0*)?$`).test(value);
  return fits ? [] : [invalid(path, value, rightAmount(options))];
};

type Scalar = { parseValue(value: unknown): unknown };

/** Whether the scalar accepts a text unchanged. */
const isTaken = (scalar: Scalar, value: string): boolean => {
  try {
    return scalar.parseValue(value) === value;
  } catch {
    return false;
  }
};

const checkScalar =
  (scalar: Scalar, right: string, fits: (value: string) => boolean = () => true) =>
  (value: string | null | undefined, path: readonly string[]): UserError[] =>
    value == null || (fits(value) && isTaken(scalar, value)) ? [] : [invalid(path, value, right)];

/** Checks an optional e-mail address, like the graph's scalar: records also come from files. */
export const checkEmail = checkScalar(
  scalars.EmailAddress,
  "Give an e-mail address such as name@example.com, at most 254 characters.",
  ({ length }) => length <= 254,
);

/** Checks an optional URL, like the graph's scalar, and that browsers can safely follow it. */
export const checkUrl = checkScalar(
  scalars.URL,
  "Give an address with its scheme, such as https://example.com, at most 2048 characters.",
  (value) => value.length <= 2_048 && /^https?:\/\/[^\0]+$/i.test(value),
);

/** Checks an optional country code, like the graph's scalar. */
export const checkCountryCode = checkScalar(scalars.CountryCode, "Give two letters of ISO 3166-1 such as DE.");

/** Checks an optional currency code, like the graph's scalar. */
export const checkCurrency = checkScalar(scalars.Currency, "Give three letters of ISO 4217 such as EUR.");

export interface MoneyInput {
  readonly amount: string;
  /** Defaults to the tenant's. */
  readonly currencyCode?: string | null;
}

/** Checks optional money, as far as possible without knowing the tenant's currency. */
export const checkMoney = (
  money: MoneyInput | null | undefined,
  path: readonly string[],
  { negative = false }: { readonly negative?: boolean } = {},
): UserError[] => {
  if (money == null) return [];
  const { amount, currencyCode } = money;
  const unknown = checkCurrency(currencyCode, [...path, "currencyCode"]);
  const known = unknown.length === 0 ? currencyCode : null;
  return [...checkAmount(amount, [...path, "amount"], { currencyCode: known, negative }), ...unknown];
};
