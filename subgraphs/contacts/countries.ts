import { createRequire } from "node:module";
// The package's main entry loads every language: this one loads none.
import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import { COMMON_NAMES, FORMAL_NAMES, FORMS } from "./country-names.ts";

/** The form in which names are compared: lower case without accents, articles, punctuation and repeated blanks. */
const plainOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}.'’‘ʼ`´]/gu, "")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(?<= |^)the(?= |$)/g, " ")
    .replace(/ +/g, " ")
    .trim();

type Names = Iterable<readonly [name: string, code: string]>;

const namesIn = (names: Readonly<Record<string, string | readonly string[]>>): Names =>
  Object.entries(names).flatMap(([code, all]) => [all].flat().map((name) => [name as string, code] as const));

/** Names of CLDR in English, as people and as lists write them. */
const namesOfCldr = (): Names => {
  const styles = (["long", "short"] as const).map(
    (style) => new Intl.DisplayNames(["en"], { type: "region", style, fallback: "none" }),
  );
  return Object.keys(countries.getAlpha2Codes()).flatMap((code) =>
    styles.flatMap((style) => style.of(code) ?? []).map((name) => [name, code] as const),
  );
};

/** Formal names that are a form of government and a usual name: `Republic of` and `Chad`. */
const formalNames = function* (): Generator<readonly [string, string]> {
  const names = [...namesIn(english.countries), ...namesOfCldr()];
  for (const [form, codes] of Object.entries(FORMS)) {
    for (const [name, code] of names) if (codes.split(" ").includes(code)) yield [`${form} ${name}`, code];
  }
};

/** The codes of all countries by their names in plain form. Of two countries of one name, the first keeps it. */
const BY_NAME = new Map<string, string>();

const learn = (names: Names): void => {
  for (const [name, code] of names) {
    const plain = plainOf(name);
    if (plain !== "" && !BY_NAME.has(plain)) BY_NAME.set(plain, code);
  }
};

learn(Object.entries(COMMON_NAMES));
learn(namesIn(english.countries));
learn(namesOfCldr());
learn(Object.entries(FORMAL_NAMES));
learn(formalNames());

/** Room for the longest name, its accents and blanks around it; a longer text names no country. */
const LONGEST = 200;

/** Codes that lists of countries have beside those of the standard. */
const ALSO_CODES: Readonly<Record<string, string>> = { EL: "GR", XKX: "XK" };

const byCode = (code: string): string | null => {
  if (Object.hasOwn(ALSO_CODES, code)) return ALSO_CODES[code] ?? null;
  if (!countries.isValid(code)) return null;
  return code.length === 2 ? code : (countries.alpha3ToAlpha2(code) ?? null);
};

/** `Korea (Republic of)` and `Korea, Republic of`, as ISO writes them, are the `Republic of Korea`. */
const inverted = (text: string): string => {
  const [, name, form] = /^([^(,[]+)[(,]([^)[]+)/.exec(text) ?? [];
  return name === undefined ? text : `${form} ${name}`;
};

/**
 * The ISO 3166-1 alpha-2 code of a country by its English name, short or formal, or its code of two or three letters;
 * else `null`.
 */
export const countryCodeOf = (text: string): string | null => {
  if (text.length > LONGEST) return null;
  const code = text.trim().replaceAll(".", "").toUpperCase();
  return byCode(code) ?? BY_NAME.get(plainOf(text)) ?? BY_NAME.get(plainOf(inverted(text))) ?? null;
};

/** Whether there are names of countries in a language, by its code of two letters. */
export const hasCountryNames = (language: string): boolean => countries.getSupportedLanguages().includes(language);

/** Also knows the names of countries in another language, from now on in this process. */
export const learnCountryNames = (language: string): void => {
  const { countries: names } = createRequire(import.meta.url)(`i18n-iso-countries/langs/${language}.json`);
  learn(namesIn(names));
};
