import type { CsvFile } from "./csv.ts";
import { type RowGroup, readBelow } from "./grouped-rows.ts";
import type { Result, RowInput } from "./import-rows.ts";
import { keyOf } from "./keys.ts";
import type { Mapping } from "./mapping.ts";
import type { Survey } from "./survey.ts";
import { createReader, type MappedInput } from "./to-input.ts";

interface MappedFile {
  readonly file: CsvFile;
  readonly mapping: Mapping;
  readonly survey: Survey;
}

/** Reads rows, refusing ambiguous ones: a row of another width, and a second one of the same customer. */
const createChecker = ({ mapping, survey }: MappedFile): ((group: RowGroup) => RowInput<MappedInput> | Result) => {
  const { cells: heading } = survey.heading;
  const read = createReader(mapping, heading);
  const lineOfKey = new Map<string, number>();

  return (group) => {
    const { line, cells } = group;
    const refused = (...reasons: string[]): Result => ({ line, outcome: "REFUSED", reasons });
    if (cells.length !== heading.length) {
      return refused(`the row has ${cells.length} cells, the heading has ${heading.length}`);
    }
    const what = read(group);
    if ("faults" in what) return refused(...what.faults);
    const key = keyOf(mapping.match, what.input.customer);
    if (key == null) return refused("nothing in it says which customer it is about");
    const earlier = lineOfKey.get(key);
    if (earlier !== undefined) return refused(`"${key}" stands in line ${earlier} already`);
    lineOfKey.set(key, line);
    return { line, ...what };
  };
};

/** The rows of a CSV file below its header, each as its mapping turns it into input. */
export async function* mappedRows(mapped: MappedFile): AsyncGenerator<RowInput<MappedInput> | Result> {
  const check = createChecker(mapped);
  for await (const group of readBelow(mapped.file, mapped.mapping, mapped.survey.heading).groups) yield check(group);
}
