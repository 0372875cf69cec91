import type { AmountFragment } from "../../index.ts";

/**
 * The interface is in English, so numbers and dates are too: in the reader's own variant, if they
 * have one.
 */
const LOCALE = navigator.languages.find((language) => /^en\b/i.test(language)) ?? "en-GB";

const dayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const fixedDayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });
const momentFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const numberFormat = new Intl.NumberFormat(LOCALE);

export const formatNumber = (value: number): string => numberFormat.format(value);

const isDay = (iso: string): boolean => /^\d{4}-\d\d-\d\d$/.test(iso);

/** Formats a calendar day, the same in every time zone, or the local day of an instant. */
export const formatDay = (iso: string): string => (isDay(iso) ? fixedDayFormat : dayFormat).format(new Date(iso));

/** Formats an instant in local time. A calendar day has no time to show. */
export const formatMoment = (iso: string): string => (isDay(iso) ? formatDay(iso) : momentFormat.format(new Date(iso)));

const decimalsIn = (amount: string): number => amount.split(".")[1]?.length ?? 0;

/**
 * Formats an exact amount. It is passed to the formatter as text with its own number of decimal
 * places, so no digit is lost. Zero cents are omitted.
 */
export const formatMoney = ({ amount, currencyCode }: AmountFragment): string =>
  new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency: currencyCode,
    minimumFractionDigits: decimalsIn(amount),
    maximumFractionDigits: decimalsIn(amount),
    trailingZeroDisplay: "stripIfInteger",
  }).format(amount as `${number}`);

const countries = new Intl.DisplayNames(LOCALE, { type: "region" });

/** The English name of a country, or its code if the browser has no name for it. */
export const formatCountry = (code: string): string => countries.of(code) ?? code;

/** Initials of a name, in place of a picture. */
export const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase();
};
