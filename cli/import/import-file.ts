import type { CustomerInput, Match } from "../../subgraphs/directory/commands/index.ts";
import { type CsvFile, type Row, readRows } from "./csv.ts";
import { type ImportOptions, importBatch, type Result, type RowInput } from "./import-rows.ts";
import type { Mapping } from "./mapping.ts";
import type { Survey } from "./survey.ts";
import { createReader } from "./to-input.ts";

interface FileOptions extends ImportOptions {
  readonly file: CsvFile;
  readonly mapping: Mapping;
  readonly survey: Survey;
  /** How many rows one transaction holds. */
  readonly batchSize: number;
  /** Aborted, no further batch is begun. */
  readonly signal: AbortSignal;
}

const keyOf = (match: Match, { accountNumber, externalIdentifiers }: CustomerInput): string | null | undefined =>
  match.by === "accountNumber"
    ? accountNumber
    : externalIdentifiers?.find(({ source }) => source === match.source)?.externalId;

/** Reads rows, refusing what says nothing clear: a row of another width, and a second one of the same customer. */
const createChecker = ({ mapping, survey }: FileOptions): ((row: Row) => RowInput | Result) => {
  const read = createReader(mapping, survey.heading);
  const lineOfKey = new Map<string, number>();

  return ({ line, cells }) => {
    const refused = (...reasons: string[]): Result => ({ line, outcome: "REFUSED", reasons });
    if (cells.length !== survey.heading.length) {
      return refused(`the row has ${cells.length} cells, the heading has ${survey.heading.length}`);
    }
    const what = read(cells);
    if ("faults" in what) return refused(...what.faults);
    const key = keyOf(mapping.match, what.input);
    if (key == null) return refused("nothing in it says which customer it is about");
    const earlier = lineOfKey.get(key);
    if (earlier !== undefined) return refused(`"${key}" stands in line ${earlier} already`);
    lineOfKey.set(key, line);
    return { line, input: what.input };
  };
};

/** Imports a file batch by batch, and gives the results of each batch when it is safely written. */
export async function* importFile(options: FileOptions): AsyncGenerator<readonly Result[]> {
  const check = createChecker(options);
  let batch: (RowInput | Result)[] = [];

  const write = async (): Promise<readonly Result[]> => {
    const records = batch.filter((row) => "input" in row);
    const refused = batch.filter((row) => "outcome" in row);
    batch = [];
    const written = records.length > 0 ? await importBatch(records, options) : [];
    return [...refused, ...written].sort((one, other) => one.line - other.line);
  };

  let isHeading = true;
  for await (const row of readRows(options.file)) {
    if (!isHeading) batch.push(check(row));
    isHeading = false;
    if (batch.length >= options.batchSize) yield await write();
    if (options.signal.aborted) return;
  }
  if (batch.length > 0) yield await write();
}
