import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { Explained } from "../../platform/process/explained.ts";

/** One row of a file. A row of several lines has the number of its first, counted as an editor does. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly path: string;
  readonly delimiter: string;
  /** A name that `TextDecoder` knows, such as `utf-8` or `windows-1252`. */
  readonly encoding: string;
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

const FILES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read",
  EISDIR: "it is a folder",
};

const explain = (error: unknown, { path, encoding }: CsvFile, line: number): unknown => {
  const { code = "" } = error as { code?: string };
  if (error instanceof CsvError) return new Explained(`${path}, line ${line}: ${QUOTES[error.code] ?? error.message}.`);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    const how = 'Save it so, or name its encoding in the mapping, as in "encoding": "windows-1252"';
    return new Explained(`${path}, line ${line} or soon after: the file is not ${encoding}. ${how}.`);
  }
  return FILES[code] ? new Explained(`${path} cannot be read: ${FILES[code]}.`) : error;
};

/** The text of a file in pieces, without a byte order mark. Bytes that are invalid in its encoding are an error. */
async function* decoded({ path, encoding }: CsvFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes as Buffer, { stream: true });
  yield decoder.decode();
}

/** The rows of a file as a stream, the heading first, blank lines left out. Throws what is wrong with the file in words. */
export async function* readRows(file: CsvFile): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: file.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    info: true,
  });
  pipeline(Readable.from(decoded(file)), parser, () => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.length > 1 || record[0]?.trim()) yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    throw explain(error, file, line);
  }
}
