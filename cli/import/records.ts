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

/** An array of objects. What is told of one names its place in the array, 1 first. */
async function* itemsOf(file: TextFile): AsyncGenerator<Row> {
  const pieces: string[] = [];
  for await (const piece of readText(file)) pieces.push(piece);
  let items: unknown;
  try {
    items = parseExact(pieces.join(""));
  } catch (error) {
    throw new Explained(`${file.path} is not JSON: ${(error as Error).message}. Nothing was imported.`);
  }
  if (!Array.isArray(items)) throw new Explained(`${file.path} is not an array of records. Nothing was imported.`);
  for (const [index, item] of items.entries()) yield asRow(index + 1, item);
}

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

const firstCharacter = async (file: TextFile): Promise<string> => {
  for await (const text of readText(file)) {
    const begun = text.trimStart();
    if (begun) return begun[0] ?? "";
  }
  return "";
};

/** The records of a file, whichever of the three kinds it is: lines of JSON, an array, or a CSV. */
export async function* readRecords(file: CsvFile, vocabulary: Vocabulary): AsyncGenerator<Row> {
  const first = await firstCharacter(file);
  if (first === "{") yield* linesOf(file);
  else if (first === "[") yield* itemsOf(file);
  else yield* rowsOf(file, vocabulary);
}

/** How many records a file has, found out by reading it to the end before anything is written. */
export const countRecords = async (file: CsvFile, vocabulary: Vocabulary): Promise<number> => {
  let count = 0;
  for await (const _ of readRecords(file, vocabulary)) count += 1;
  return count;
};
