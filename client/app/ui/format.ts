import type { AmountFragment } from "../../index.ts";

/** The texts are English, so the numbers and days are too: as in the reader's own English, if they have one. */
const LOCALE = navigator.languages.find((language) => /^en\b/i.test(language)) ?? "en-GB";

const dayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const fixedDayFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: "UTC" });
const momentFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const numberFormat = new Intl.NumberFormat(LOCALE);

export const formatNumber = (value: number): string => numberFormat.format(value);

const isDay = (iso: string): boolean => /^\d{4}-\d\d-\d\d$/.test(iso);

/** A day, the same wherever it is read, or the day that a moment has where it is read. */
export const formatDay = (iso: string): string => (isDay(iso) ? fixedDayFormat : dayFormat).format(new Date(iso));

/** A moment by the clock of whoever reads it. What is only known to be on some day has no time. */
export const formatMoment = (iso: string): string => (isDay(iso) ? formatDay(iso) : momentFormat.format(new Date(iso)));

const decimalsIn = (amount: string): number => amount.split(".")[1]?.length ?? 0;

/**
 * An exact amount: it goes to the formatter as text, with the decimal places that it came with, so no digit is lost on the way. Cents are
 * left out where there are none.
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

/** The name of a country in English, or its code where it has none here. */
export const formatCountry = (code: string): string => countries.of(code) ?? code;

/** The first letters of a name, for where there is no picture. */
export const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase();
};
