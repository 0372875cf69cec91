/** The prefixes of VAT numbers, and the country behind each. */
const PREFIXES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK"
      .split(" ")
      .map((code) => [code, code]),
  ),
  EL: "GR",
  XI: "GB",
};

/**
 * Two letters, soon followed by a digit: `DE811…`, `ATU135…`, `FRXX334…`, and not the initials at the start of an
 * Italian number.
 */
const PREFIXED = /^([A-Z]{2})(?=[A-Z]{0,2}\d)/;

/** The country that a number itself names, as VAT numbers do; `null` if it names none. */
export const countryIn = (number: string): string | null => {
  const start = number
    .slice(0, 64)
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
  return PREFIXES[PREFIXED.exec(start)?.[1] ?? ""] ?? null;
};
