import { createRequire } from "node:module";
import type { CountryCode } from "libphonenumber-js/min";

type Library = typeof import("libphonenumber-js/min");

let library: Library | undefined;

/** Loaded with the first phone that is written: who only reads starts without it. */
const load = (): Library => {
  library ??= createRequire(import.meta.url)("libphonenumber-js/min") as Library;
  return library;
};

/**
 * A phone in E.164, `+4712345678`, or `null` where the text as a whole is no number that there can be. Without a country code it is one
 * of the country, where that is known. An extension is left out.
 */
export const e164Of = (text: string | null, country: string | null): string | null => {
  if (text === null) return null;
  const number = load().parsePhoneNumberFromString(text, {
    // A country that the library does not know is as good as none.
    defaultCountry: (country ?? undefined) as CountryCode | undefined,
    extract: false,
  });
  return number?.isPossible() ? number.number : null;
};
