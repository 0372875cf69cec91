// The package's main entry loads every language: this one loads none.
import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

/** The form in which names are compared: lower case without accents. */
const plainOf = (name: string): string => name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** The codes of all countries by their English names; the first country wins a name. */
const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(english.countries as Readonly<Record<string, string | readonly string[]>>)
    .flatMap(([code, names]) => [names].flat().map((name) => [plainOf(name as string), code] as const))
    .toReversed(),
);

/** Room for the longest name and its accents; a longer text names no country. */
const LONGEST = 2 * Math.max(...[...BY_NAME.keys()].map(({ length }) => length));

/** Common names missing from the standard's list of English names, without dots and "the". */
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

/**
 * The ISO 3166-1 alpha-2 code of a country by its English name, its code of two or three letters, or a common name;
 * else `null`.
 */
export const countryCodeOf = (text: string): string | null => {
  const name = text.trim();
  if (name.length > LONGEST) return null;
  const plain = name.replaceAll(".", "");
  const code = plain.toUpperCase();
  if (countries.isValid(code)) return code.length === 2 ? code : (countries.alpha3ToAlpha2(code) ?? null);
  const known = ALSO.get(plain.toLowerCase().replace(/^the /, ""));
  return known ?? BY_NAME.get(plainOf(name)) ?? null;
};
