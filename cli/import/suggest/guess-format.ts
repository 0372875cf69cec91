import type { Parsed } from "../cell.ts";
import { parseDate } from "../date-format.ts";
import { NUMBER_FORMATS, parseNumber } from "../number-format.ts";

/** How a column is written, as far as its texts tell. */
export interface Guess {
  /** The likeliest format; `undefined` if none reads all texts. */
  readonly format: string | undefined;
  /** Another one that reads them all, but otherwise. */
  readonly other?: string | undefined;
}

const DATE_FORMATS = [
  "DD.MM.YYYY",
  "D.M.YYYY",
  "MM/DD/YYYY",
  "DD/MM/YYYY",
  "M/D/YYYY",
  "D/M/YYYY",
  "DD-MM-YYYY",
  "YYYY/MM/DD",
  "YYYY-MM-DD HH:mm:ss",
];

const readAll = (
  parse: (format: string, text: string) => Parsed,
  format: string,
  texts: readonly string[],
): string | undefined => {
  const values = texts.map((text) => parse(format, text));
  return values.every((parsed) => "value" in parsed) ? JSON.stringify(values) : undefined;
};

const guess = (
  formats: readonly string[],
  parse: (format: string, text: string) => Parsed,
  texts: readonly string[],
): Guess => {
  const fitting = formats.flatMap((format) => {
    const values = readAll(parse, format, texts);
    return values === undefined ? [] : [{ format, values }];
  });
  const [first] = fitting;
  return { format: first?.format, other: fitting.find(({ values }) => values !== first?.values)?.format };
};

/** How these texts write numbers. */
export const guessNumber = (texts: readonly string[]): Guess => guess(NUMBER_FORMATS, parseNumber, texts);

/** How these texts write days. */
export const guessDate = (texts: readonly string[]): Guess => guess(DATE_FORMATS, parseDate, texts);
