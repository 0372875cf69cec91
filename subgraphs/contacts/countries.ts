import countries from "i18n-iso-countries";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

countries.registerLocale(english);

/** Names in use that the standard's own list of English names does not have. */
const ALSO: Readonly<Record<string, string>> = {
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  usa: "US",
  "u.s.a.": "US",
  "u.s.": "US",
  america: "US",
  uae: "AE",
  holland: "NL",
  "south korea": "KR",
  "north korea": "KP",
  "czech republic": "CZ",
  "ivory coast": "CI",
};

/** The ISO 3166-1 alpha-2 code of a country by its English name, its code of two or three letters, or a name in use; else `null`. */
export const countryCodeOf = (text: string): string | null => {
  const name = text.trim();
  const code = name.toUpperCase();
  if (countries.isValid(code)) return code.length === 2 ? code : (countries.alpha3ToAlpha2(code) ?? null);
  return ALSO[name.toLowerCase()] ?? countries.getAlpha2Code(name, "en") ?? null;
};
