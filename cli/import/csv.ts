import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { Explained } from "../../platform/process/explained.ts";
import { readText, type TextFile } from "./text-file.ts";

/** One row of a file. A row of several lines has the number of its first, counted as an editor does. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile extends TextFile {
  readonly delimiter: string;
}

/** What is wrong with quotes, by the code of the parser. */
const QUOTES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened in this row and never closed",
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote. A quote within a cell is doubled, as in "5"" pipe"',
  CSV_MAX_RECORD_SIZE: "the row does not end within a million characters, so a quote in it is likely never closed",
  INVALID_OPENING_QUOTE: 'a quote stands within a cell without quotes. Write the cell as in "5"" pipe"',
};

/** A longer row is not a row of customers, but the rest of a file after an unclosed quote. */
const LONGEST_ROW = 1_000_000;

const explain = (error: unknown, path: string, line: number): unknown =>
  error instanceof CsvError ? new Explained(`${path}, line ${line}: ${QUOTES[error.code] ?? error.message}.`) : error;

/** The rows of a file as a stream, the heading first, blank lines left out. Throws what is wrong with the file in words. */
export async function* readRows(file: CsvFile): AsyncGenerator<Row> {
  let line = 1;
  let parsedTo = 0;
  const parser = parse({
    delimiter: file.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    info: true,
    // The parser is ahead of the reader: what it fails at is in the row after the last one it has parsed.
    on_record: (record, { lines }) => {
      parsedTo = lines;
      return record;
    },
  });
  pipeline(Readable.from(readText(file)), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.length > 1 || record[0]?.trim()) yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    throw explain(error, file.path, parsedTo + 1);
  }
}
