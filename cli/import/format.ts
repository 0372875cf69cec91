import type { GraphQLLeafType } from "graphql";
import { type Parsed, parseCell } from "./cell.ts";
import { isDateFormat, parseDate } from "./date-format.ts";
import type { Fault } from "./fault.ts";
import { NUMBER_FORMATS, parseNumber } from "./number-format.ts";

/** How the texts of a column are written. */
export interface Format {
  /** How it writes 1234.56. */
  readonly number?: string;
  /** As in `DD.MM.YYYY`. */
  readonly date?: string;
  /** The scheme of a web address that has none. */
  readonly scheme?: string;
  /** What separates several texts in a cell, of which one is taken. */
  readonly split?: string;
  /** Which of them, 1 for the first. */
  readonly part?: number;
}

export const FORMAT_KEYS: readonly (keyof Format)[] = ["number", "date", "scheme", "split", "part"];

const RULES: Readonly<Record<keyof Format, { isRight: (value: unknown) => boolean; right: string }>> = {
  number: {
    isRight: (value) => NUMBER_FORMATS.includes(value as string),
    right: `say how the column writes 1234.56: ${NUMBER_FORMATS.map((format) => `"${format}"`).join(", ")}`,
  },
  date: {
    isRight: (value) => typeof value === "string" && isDateFormat(value),
    right: "give a format such as DD.MM.YYYY, M/D/YYYY or YYYY-MM-DD HH:mm:ss",
  },
  scheme: { isRight: (value) => value === "https" || value === "http", right: 'give "https" or "http"' },
  split: {
    isRight: (value) => typeof value === "string" && value !== "",
    right: 'give the text between several texts in a cell, such as ","',
  },
  part: {
    isRight: (value) => Number.isInteger(value) && Number(value) >= 1,
    right: "give a whole number, 1 for the first text of a cell",
  },
};

/** The format that a column of a mapping gives. */
export const checkFormat = (spec: Readonly<Record<string, unknown>>, place: string, fault: Fault): Format => {
  const given = FORMAT_KEYS.filter((key) => spec[key] !== undefined);
  for (const key of given) {
    if (!RULES[key].isRight(spec[key])) fault(`${place}.${key}`, RULES[key].right);
  }
  if ((spec.split === undefined) !== (spec.part === undefined)) {
    fault(place, "split and part belong together: what separates the texts of a cell, and which of them to take");
  }
  if (spec.number !== undefined && spec.date !== undefined) fault(place, "give number or date, not both");
  return Object.fromEntries(given.map((key) => [key, spec[key]]));
};

/** The text that a cell contributes, of several the one that is asked for; empty if there are fewer. */
export const partOf = ({ split, part = 1 }: Format, text: string): string =>
  split === undefined ? text : (text.split(split)[part - 1] ?? "").trim();

/** The value of a text that is not empty. */
export const parseFormatted = ({ number, date, scheme }: Format, type: GraphQLLeafType, text: string): Parsed => {
  const plain = number ? parseNumber(number, text) : date ? parseDate(date, text) : { value: text };
  if ("fault" in plain) return plain;
  const value = String(plain.value);
  return parseCell(type, scheme && !/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? `${scheme}://${value}` : value);
};
