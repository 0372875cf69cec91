import { createRequire } from "node:module";
import type { CountryCode } from "libphonenumber-js/min";

type Library = typeof import("libphonenumber-js/min");

let library: Library | undefined;

/** Loaded when the first phone is written: a process that only reads starts without it. */
const load = (): Library => {
  library ??= createRequire(import.meta.url)("libphonenumber-js/min") as Library;
  return library;
};

/**
 * A phone in E.164, `+4712345678`, or `null` if the whole text is not a possible number. Without a country code it
 * belongs to the country, if that is known. An extension is omitted.
 */
export const e164Of = (text: string | null, country: string | null): string | null => {
  if (text === null) return null;
  const number = load().parsePhoneNumberFromString(text, {
    // A country unknown to the library counts as none.
    defaultCountry: (country ?? undefined) as CountryCode | undefined,
    extract: false,
  });
  return number?.isPossible() ? number.number : null;
};
