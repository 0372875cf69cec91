// The package's main entry loads every language there is: this one loads none.
import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

countries.registerLocale(english);

/** Names in use that the standard's own list of English names does not have, without dots and "the". */
const ALSO: ReadonlyMap<string, string> = new Map([
  ["uk", "GB"],
  ["great britain", "GB"],
  ["england", "GB"],
  ["scotland", "GB"],
  ["wales", "GB"],
  ["northern ireland", "GB"],
  ["america", "US"],
  ["uae", "AE"],
  ["holland", "NL"],
  ["south korea", "KR"],
  ["north korea", "KP"],
  ["czech republic", "CZ"],
  ["slovak republic", "SK"],
  ["ivory coast", "CI"],
  ["macedonia", "MK"],
  ["swaziland", "SZ"],
  ["burma", "MM"],
  ["macau", "MO"],
  ["laos", "LA"],
  ["viet nam", "VN"],
  ["brunei", "BN"],
  ["syria", "SY"],
  ["moldova", "MD"],
  ["vatican", "VA"],
  ["vatican city", "VA"],
  ["east timor", "TL"],
  ["micronesia", "FM"],
  ["bahamas", "BS"],
  ["trinidad & tobago", "TT"],
  ["dr congo", "CD"],
]);

/** The ISO 3166-1 alpha-2 code of a country by its English name, its code of two or three letters, or a name in use; else `null`. */
export const countryCodeOf = (text: string): string | null => {
  const name = text.trim();
  const plain = name.replaceAll(".", "");
  const code = plain.toUpperCase();
  if (countries.isValid(code)) return code.length === 2 ? code : (countries.alpha3ToAlpha2(code) ?? null);
  const known = ALSO.get(plain.toLowerCase().replace(/^the /, ""));
  return known ?? countries.getSimpleAlpha2Code(name, "en") ?? null;
};
