import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Explained } from "../../platform/process/explained.ts";
import { explainInexact, findBigInt, parseExact } from "../../platform/values/exact-json.ts";
import type { View, Vocabulary } from "../../subgraphs/directory/vocabularies/index.ts";
import { readRows } from "./csv.ts";
import type { Result, RowInput } from "./import-rows.ts";
import { toRecord } from "./record-of-cells.ts";

type Row = RowInput<View> | Result;

const isRecord = (value: unknown): value is View =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asRow = (line: number, value: unknown): Row => {
  const refused = (reason: string): Row => ({ line, outcome: "REFUSED", reasons: [reason] });
  if (!isRecord(value)) return refused("it is no record: write an object, { … }");
  const inexact = findBigInt(value);
  return inexact ? refused(explainInexact(inexact)) : { line, input: value };
};

/** One object a line. */
async function* linesOf(path: string): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line += 1;
    if (text.trim() === "") continue;
    try {
      yield asRow(line, parseExact(text.replace(/^\uFEFF/, "")));
    } catch {
      yield { line, outcome: "REFUSED", reasons: ["it is not JSON. In a file of JSON lines, each line is one object"] };
    }
  }
}

/** An array of objects. What is told of one names its place in the array, 1 first. */
async function* itemsOf(path: string): AsyncGenerator<Row> {
  let items: unknown;
  try {
    items = parseExact((await readFile(path, "utf8")).replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Explained(`${path} is not JSON: ${(error as Error).message}. Nothing was imported.`);
  }
  if (!Array.isArray(items)) throw new Explained(`${path} is not an array of records. Nothing was imported.`);
  for (const [index, item] of items.entries()) yield asRow(index + 1, item);
}

/** A CSV whose heading names the fields of the vocabulary, and parts of them as in `billingAddress.city`. */
async function* rowsOf(path: string, vocabulary: Vocabulary, delimiter: string): AsyncGenerator<Row> {
  let heading: readonly string[] | undefined;
  for await (const { line, cells } of readRows({ path, delimiter, encoding: "utf-8" })) {
    if (!heading) heading = cells.map((cell) => cell.trim());
    else if (cells.length === heading.length) yield { line, input: toRecord(vocabulary, heading, cells) };
    else {
      const reasons = [`the row has ${cells.length} cells, the heading has ${heading.length}`];
      yield { line, outcome: "REFUSED", reasons };
    }
  }
  if (!heading) throw new Explained(`${path} is empty: it does not even have a header row.`);
}

const firstCharacter = async (path: string): Promise<string> => {
  try {
    for await (const text of createReadStream(path, { encoding: "utf8" })) {
      const begun = String(text)
        .replace(/^\uFEFF/, "")
        .trimStart();
      if (begun) return begun[0] ?? "";
    }
    return "";
  } catch (error) {
    throw new Explained(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
};

/** The records of a file, whichever of the three kinds it is: lines of JSON, an array, or a CSV. */
export async function* readRecords(path: string, vocabulary: Vocabulary, delimiter = ","): AsyncGenerator<Row> {
  const first = await firstCharacter(path);
  if (first === "{") yield* linesOf(path);
  else if (first === "[") yield* itemsOf(path);
  else yield* rowsOf(path, vocabulary, delimiter);
}

/** How many records a file has, found out by reading it to the end before anything is written. */
export const countRecords = async (path: string, vocabulary: Vocabulary, delimiter?: string): Promise<number> => {
  let count = 0;
  for await (const _ of readRecords(path, vocabulary, delimiter)) count += 1;
  return count;
};
