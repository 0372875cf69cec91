import { Explained } from "../../platform/process/explained.ts";
import { type CsvFile, type Row, readRows } from "./csv.ts";
import { readBelow } from "./grouped-rows.ts";
import type { Mapping } from "./mapping.ts";

/** The findings of the first reading of a file. */
export interface Survey {
  readonly heading: Row;
  /** How many rows there are below the heading, those that continue another one not counted. */
  readonly rows: number;
  readonly continuations: number;
  readonly skipped: number;
}

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** Above its heading, a report has its title, a date and the like. */
const MOST_TITLES = 20;

const trimmed = ({ line, cells }: Row): Row => ({ line, cells: cells.map((cell) => cell.trim()) });

const missingIn = ({ cells }: Row, { headings }: Mapping): string[] => headings.filter((name) => !cells.includes(name));

/** The first row with every column of the mapping; if there is none, the one with most of them. */
const findHeading = async (file: CsvFile, mapping: Mapping): Promise<Row> => {
  const first: Row[] = [];
  for await (const given of readRows(file)) {
    const row = trimmed(given);
    if (missingIn(row, mapping).length === 0) return row;
    if (first.push(row) > MOST_TITLES) break;
  }
  const [likely] = first.sort((one, other) => missingIn(one, mapping).length - missingIn(other, mapping).length);
  if (!likely) throw new Explained(`${file.path} is empty: it does not even have a header row.`);
  const hint =
    likely.cells.length === 1 ? " If cells are not separated by what the mapping says, give --delimiter." : "";
  throw new Explained(
    `${file.path} has no column ${list(missingIn(likely, mapping))}, which the mapping names. Its header row (line ${likely.line}) has ${list(likely.cells)}.${hint} Nothing was imported.`,
  );
};

const checkHeading = (path: string, { cells }: Row, { headings }: Mapping): void => {
  const twice = headings.filter((name) => cells.indexOf(name) !== cells.lastIndexOf(name));
  if (twice.length > 0) {
    throw new Explained(`${path} has more than one column ${list(twice)}, so it is ambiguous. Nothing was imported.`);
  }
};

/** Reads a whole file before anything is written, so that an unreadable file leaves nothing half-done. */
export const survey = async (file: CsvFile, mapping: Mapping): Promise<Survey> => {
  const heading = await findHeading(file, mapping);
  checkHeading(file.path, heading, mapping);
  const { groups, skipped } = readBelow(file, mapping, heading);
  let rows = 0;
  let continuations = 0;
  for await (const { continuations: more } of groups) {
    rows += 1;
    continuations += more.length;
  }
  return { heading, rows, continuations, skipped: skipped() };
};
