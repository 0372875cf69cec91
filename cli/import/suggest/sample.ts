import { Explained } from "../../../platform/process/explained.ts";
import { type CsvFile, type Row, readRows } from "../csv.ts";
import { DEFAULT_ENCODING } from "../text-file.ts";

/** The beginning of a file, and how it is written. */
export interface Sample {
  readonly delimiter: string;
  readonly encoding: string;
  readonly heading: readonly string[];
  /** The cells of the rows below the heading. */
  readonly rows: readonly (readonly string[])[];
}

interface Given {
  readonly path: string;
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
}

const MOST_ROWS = 200;
const MOST_TITLES = 20;
const DELIMITERS = [",", ";", "\t", "|"];

const firstRows = async (file: CsvFile): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const row of readRows(file)) {
    if (rows.push(row) >= MOST_ROWS + MOST_TITLES) break;
  }
  return rows;
};

const filled = ({ cells }: Row): number => cells.filter((cell) => cell.trim()).length;

/** The heading is the first of the rows at the top in which most cells have a text. */
const toSample = ({ delimiter, encoding }: CsvFile, rows: readonly Row[]): Sample => {
  const top = rows.slice(0, MOST_TITLES);
  const most = Math.max(0, ...top.map(filled));
  const at = top.findIndex((row) => filled(row) === most);
  const heading = (rows[at]?.cells ?? []).map((cell) => cell.trim());
  const below = rows.slice(at + 1, at + 1 + MOST_ROWS).map(({ cells }) => cells.map((cell) => cell.trim()));
  return { delimiter, encoding, heading, rows: below.filter((cells) => cells.length === heading.length) };
};

/** Reads the beginning of a file in the first of the ways that give it most columns. */
export const readSample = async ({ path, delimiter, encoding }: Given): Promise<Sample> => {
  let best: Sample | undefined;
  let failure: unknown;
  for (const name of encoding ? [encoding] : [DEFAULT_ENCODING, "windows-1252"]) {
    for (const character of delimiter ? [delimiter] : DELIMITERS) {
      const file = { path, encoding: name, delimiter: character };
      try {
        const sample = toSample(file, await firstRows(file));
        if (sample.heading.length > (best?.heading.length ?? 0)) best = sample;
      } catch (error) {
        if (!(error instanceof Explained)) throw error;
        failure ??= error;
      }
    }
    if (best) return best;
  }
  throw failure ?? new Explained(`${path} is empty: it does not even have a header row.`);
};
