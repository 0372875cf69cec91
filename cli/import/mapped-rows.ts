import { canonicalUuid } from "../../platform/values/uuid.ts";
import type { CustomerInput, Match } from "../../subgraphs/directory/commands/index.ts";
import type { CsvFile } from "./csv.ts";
import { type RowGroup, readBelow } from "./grouped-rows.ts";
import type { Result, RowInput } from "./import-rows.ts";
import type { Mapping } from "./mapping.ts";
import type { Survey } from "./survey.ts";
import { createTexts } from "./texts.ts";
import { createReader, type MappedInput } from "./to-input.ts";

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

/** The rows of a CSV file below its header, parents before their children, each as its mapping turns it into input. */
export async function* mappedRows(mapped: MappedFile): AsyncGenerator<RowInput<MappedInput> | Result> {
  const { file, mapping, survey } = mapped;
  const check = createChecker(mapped);
  const textsOf = createTexts(mapping, survey.heading.cells);
  for (let level = 0; level < survey.levels.count; level += 1) {
    for await (const group of readBelow(file, mapping, survey.heading).groups) {
      if (survey.levels.of(textsOf(group.cells)) === level) yield check(group);
    }
  }
}
