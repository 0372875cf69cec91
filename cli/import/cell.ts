import { type GraphQLLeafType, isEnumType, isScalarType } from "graphql";

/** The value of a cell, or why it has none: the end of a sentence that starts with the text. */
export type Parsed = { readonly value: unknown } | { readonly fault: string };

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  "1": true,
  false: false,
  no: false,
  n: false,
  "0": false,
};

const parseScalar: Readonly<Record<string, (text: string) => Parsed>> = {
  Boolean: (text) => {
    const value = WORDS[text.toLowerCase()];
    return value === undefined ? { fault: "is neither yes nor no" } : { value };
  },
  Int: (text) => (/^[+-]?\d{1,9}$/.test(text) ? { value: Number(text) } : { fault: "is not a whole number" }),
  Float: (text) => {
    const value = Number(text);
    return Number.isFinite(value) ? { value } : { fault: "is not a number" };
  },
};

const RIGHT: Readonly<Record<string, string>> = {
  DateTime: "is not a day such as 2026-03-31, or a moment such as 2026-03-31T09:30:00Z",
  DateOrDateTime: "is not a day such as 2026-03-31, or a moment such as 2026-03-31T09:30:00Z",
  Decimal: 'is not a number such as "50000.00", without spaces and separators of thousands',
  EmailAddress: "is not an e-mail address",
  URL: "is not a web address with its scheme, such as https://example.com",
  CountryCode: "is not a country code such as DE",
  Currency: "is not a currency code such as EUR",
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Parses the text of a cell as a value of its field. Enums are accepted in any case: `hot prospect` is `HOT_PROSPECT`.
 */
export const parseCell = (type: GraphQLLeafType, text: string): Parsed => {
  if (isEnumType(type)) {
    const value = text.toUpperCase().replace(/[\s-]+/g, "_");
    const names = type.getValues().map(({ name }) => name);
    return names.includes(value) ? { value } : { fault: `is none of ${names.join(", ")}` };
  }
  const parse = parseScalar[type.name];
  if (parse) return parse(text);
  try {
    const full = type.name === "DateTime" && DAY.test(text) ? `${text}T00:00:00.000Z` : text;
    return { value: isScalarType(type) ? type.parseValue(full) : full };
  } catch {
    return { fault: RIGHT[type.name] ?? `is not a ${type.name}` };
  }
};
