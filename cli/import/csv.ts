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

/** A first line with which a spreadsheet program tells itself the delimiter. */
const SEP_LINE = /^sep=([^"\r\n])(?:\r\n|\n|\r)/i;

const LONGEST_SEP_LINE = "sep=;\r\n".length;

interface Content {
  readonly text: AsyncGenerator<string>;
  /** What the first line says, if it is for that. */
  readonly delimiter: string | undefined;
}

/** The text of a file without a line that only names the delimiter. */
const contentOf = async (file: TextFile): Promise<Content> => {
  const pieces = readText(file);
  let begun = "";
  while (begun.length < LONGEST_SEP_LINE) {
    const { value, done } = await pieces.next();
    if (done) break;
    begun += value;
  }
  const [line = "", delimiter] = SEP_LINE.exec(begun) ?? [];
  const text = async function* (): AsyncGenerator<string> {
    yield begun.slice(line.length);
    yield* pieces;
  };
  return { text: text(), delimiter };
};

/**
 * The rows of a file as a stream, the heading first; rows without any text are left out. A first line such as `sep=;`
 * sets the delimiter. Throws what is wrong with the file in words.
 */
export async function* readRows(file: CsvFile): AsyncGenerator<Row> {
  const { text, delimiter } = await contentOf(file);
  const before = delimiter === undefined ? 0 : 1;
  let line = before + 1;
  let parsedTo = before;
  const parser = parse({
    delimiter: delimiter ?? file.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    info: true,
    // The parser is ahead of the reader: what it fails at is in the row after the last one it has parsed.
    on_record: (record, { lines }) => {
      parsedTo = before + lines;
      return record;
    },
  });
  pipeline(Readable.from(text), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.some((cell) => cell.trim())) yield { line, cells: record };
      line = before + info.lines + 1;
    }
  } catch (error) {
    throw explain(error, file.path, parsedTo + 1);
  }
}
