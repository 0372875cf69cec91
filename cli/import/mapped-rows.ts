import { canonicalUuid } from "../../platform/values/uuid.ts";
import type { CustomerInput, Match } from "../../subgraphs/directory/commands/index.ts";
import { type CsvFile, type Row, readRows } from "./csv.ts";
import type { Result, RowInput } from "./import-rows.ts";
import type { Mapping } from "./mapping.ts";
import type { Survey } from "./survey.ts";
import { createReader } from "./to-input.ts";

interface MappedFile {
  readonly file: CsvFile;
  readonly mapping: Mapping;
  readonly survey: Survey;
}

const keyOf = (match: Match, { accountNumber, externalIdentifiers }: CustomerInput): string | null | undefined => {
  if (match.by === "accountNumber") return accountNumber;
  const id = externalIdentifiers?.find(({ source }) => source === match.source)?.externalId;
  return id && canonicalUuid(id);
};

/** Reads rows, refusing ambiguous ones: a row of another width, and a second one of the same customer. */
const createChecker = ({ mapping, survey }: MappedFile): ((row: Row) => RowInput<CustomerInput> | Result) => {
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
    return { line, ...what };
  };
};

/** The rows of a CSV file below its header, each as its mapping turns it into input. */
export async function* mappedRows(mapped: MappedFile): AsyncGenerator<RowInput<CustomerInput> | Result> {
  const check = createChecker(mapped);
  let isHeading = true;
  for await (const row of readRows(mapped.file)) {
    if (!isHeading) yield check(row);
    isHeading = false;
  }
}
