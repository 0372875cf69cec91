import { Explained } from "../../platform/process/explained.ts";
import { explainInexact, findBigInt, parseExact } from "../../platform/values/exact-json.ts";
import { isRecord } from "../../platform/values/is-record.ts";
import type { View, Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";
import { textOf } from "./cell.ts";
import { type CsvFile, readRows } from "./csv.ts";
import type { Result, RowInput } from "./import-rows.ts";
import { findOverlapping, toRecord } from "./record-of-cells.ts";
import { readLines, readText, type TextFile } from "./text-file.ts";

/** A record as its file gives it. */
export interface GivenRecord {
  readonly record: View;
  /** A row of cells gives parts of objects, JSON the whole of them. */
  readonly keepsParts: boolean;
}

type Row = RowInput<GivenRecord> | Result;

const asRow = (line: number, value: unknown): Row => {
  const refused = (reason: string): Row => ({ line, outcome: "REFUSED", reasons: [reason] });
  if (!isRecord(value)) return refused("it is no record: write an object, { … }");
  const inexact = findBigInt(value);
  return inexact ? refused(explainInexact(inexact)) : { line, input: { record: value as View, keepsParts: false } };
};

/** One object a line. */
async function* linesOf(file: TextFile): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    if (text.trim() === "") continue;
    try {
      yield asRow(line, parseExact(text));
    } catch {
      yield { line, outcome: "REFUSED", reasons: ["it is not JSON. In a file of JSON lines, each line is one object"] };
    }
  }
}

const wholeTextOf = async (file: TextFile): Promise<string> => {
  const pieces: string[] = [];
  for await (const piece of readText(file)) pieces.push(piece);
  return pieces.join("");
};

/** The items of a page as web services return it, `{"value": […]}` or `{"data": […]}` beside what is told of the page. */
const itemsOfPage = (value: unknown, { fields }: Vocabulary): readonly unknown[] | undefined => {
  if (!isRecord(value) || Object.keys(value).some((name) => Object.hasOwn(fields, name))) return undefined;
  return [value.value, value.data].find(Array.isArray);
};

/** An array of objects, a page with one, or one object. What is told of an object names its place, 1 first. */
function* itemsOf(document: unknown, vocabulary: Vocabulary): Generator<Row> {
  const items = Array.isArray(document) ? document : (itemsOfPage(document, vocabulary) ?? [document]);
  for (const [index, item] of items.entries()) yield asRow(index + 1, item);
}

const parseDocument = async (file: TextFile): Promise<unknown> => {
  try {
    return parseExact(await wholeTextOf(file));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const right = "Write one object a line, one array, or one object.";
    throw new Explained(`${file.path} is not JSON: ${error.message}. ${right} Nothing was imported.`);
  }
};

const headingOf = ({ path }: CsvFile, cells: readonly string[]): readonly string[] => {
  const heading = cells.map((_, index) => textOf(cells, index));
  const overlapping = findOverlapping(heading);
  if (overlapping.length === 0) return heading;
  const names = overlapping.map((name) => `"${name}"`).join(", ");
  throw new Explained(
    `${path} has columns that fill the same field: ${names}. Leave one of them. Nothing was imported.`,
  );
};

/** A CSV whose heading names the fields of the vocabulary, and parts of them as in `billingAddress.city`. */
async function* rowsOf(file: CsvFile, vocabulary: Vocabulary): AsyncGenerator<Row> {
  let heading: readonly string[] | undefined;
  for await (const { line, cells } of readRows(file)) {
    if (!heading) heading = headingOf(file, cells);
    else if (cells.length === heading.length) {
      yield { line, input: { record: toRecord(vocabulary, heading, cells), keepsParts: true } };
    } else {
      const reasons = [`the row has ${cells.length} cells, the heading has ${heading.length}`];
      yield { line, outcome: "REFUSED", reasons };
    }
  }
  if (!heading) throw new Explained(`${file.path} is empty: it does not even have a header row.`);
}

const firstLine = async (file: TextFile): Promise<string> => {
  for await (const line of readLines(file)) if (line.trim() !== "") return line.trim();
  return "";
};

/** Whether a file that begins with this line has an object on each: a line is one, even if a mistake makes it none. */
const isOfLines = (line: string, vocabulary: Vocabulary): boolean => {
  try {
    return itemsOfPage(parseExact(line), vocabulary) === undefined;
  } catch {
    return line.length > 1 && line.endsWith("}");
  }
};

/** The records of a file, whichever of the three kinds it is: lines of JSON, one JSON document, or a CSV. */
export async function* readRecords(file: CsvFile, vocabulary: Vocabulary): AsyncGenerator<Row> {
  const line = await firstLine(file);
  if (line.startsWith("{") && isOfLines(line, vocabulary)) yield* linesOf(file);
  else if (/^[{[]/.test(line)) yield* itemsOf(await parseDocument(file), vocabulary);
  else yield* rowsOf(file, vocabulary);
}

/** How many records a file has, found out by reading it to the end before anything is written. */
export const countRecords = async (file: CsvFile, vocabulary: Vocabulary): Promise<number> => {
  let count = 0;
  for await (const _ of readRecords(file, vocabulary)) count += 1;
  return count;
};
