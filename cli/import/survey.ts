import { Explained } from "../../platform/process/explained.ts";
import { type CsvFile, readRows } from "./csv.ts";
import type { Mapping } from "./mapping.ts";

/** The findings of the first reading of a file. */
export interface Survey {
  readonly heading: readonly string[];
  /** How many rows there are below the heading. */
  readonly rows: number;
}

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const checkHeading = (path: string, heading: readonly string[], { columns }: Mapping): void => {
  const names = columns.map(({ name }) => name);
  const missing = names.filter((name) => !heading.includes(name));
  if (missing.length > 0) {
    const hint = heading.length === 1 ? " If cells are not separated by what the mapping says, give --delimiter." : "";
    throw new Explained(
      `${path} has no column ${list(missing)}, which the mapping names. Its header row (line 1) has ${list(heading)}.${hint} Nothing was imported.`,
    );
  }
  const twice = names.filter((name) => heading.indexOf(name) !== heading.lastIndexOf(name));
  if (twice.length > 0) {
    throw new Explained(`${path} has more than one column ${list(twice)}, so it is ambiguous. Nothing was imported.`);
  }
};

/** Reads a whole file before anything is written, so that an unreadable file leaves nothing half-done. */
export const survey = async (file: CsvFile, mapping: Mapping): Promise<Survey> => {
  let heading: readonly string[] | undefined;
  let rows = -1;
  for await (const { cells } of readRows(file)) {
    rows += 1;
    if (heading) continue;
    heading = cells.map((cell) => cell.trim());
    checkHeading(file.path, heading, mapping);
  }
  if (!heading) throw new Explained(`${file.path} is empty: it does not even have a header row.`);
  return { heading, rows };
};
