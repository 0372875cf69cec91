import { keyColumn } from "./check-match.ts";
import { isMet, type TextIn } from "./conditions.ts";
import { type CsvFile, type Row, readRows } from "./csv.ts";
import { comparable } from "./keys.ts";
import type { Mapping } from "./mapping.ts";
import { columnText, createTexts } from "./texts.ts";

/** A row with the rows after it that continue it. */
export interface RowGroup extends Row {
  readonly continuations: readonly Row[];
}

/** What stands below a heading: what is left out, and what belongs together. */
export interface Below {
  readonly groups: AsyncGenerator<RowGroup>;
  /** How many rows have been left out so far. */
  readonly skipped: () => number;
}

/** The key of a row by the mapping's column for it; empty if it has none. */
const createRowKey = (mapping: Mapping): ((textIn: TextIn) => string) => {
  const column = keyColumn(mapping.match, mapping);
  return (textIn) => (column ? comparable(mapping.match, columnText(column, textIn)) : "");
};

/** Reads the rows below the heading, which is in the given line. */
export const readBelow = (file: CsvFile, mapping: Mapping, heading: Row): Below => {
  const textsOf = createTexts(mapping, heading.cells);
  const keyOf = createRowKey(mapping);
  let skipped = 0;

  const continues = (key: string, before: string): boolean =>
    mapping.continuation === "blankKey" ? key === "" : mapping.continuation === "sameKey" && key === before;

  async function* read(): AsyncGenerator<RowGroup> {
    let group: { first: Row; key: string; continuations: Row[] } | undefined;
    for await (const row of readRows(file)) {
      if (row.line <= heading.line) continue;
      const textIn = textsOf(row.cells);
      if (mapping.skip.some((condition) => isMet(condition, textIn))) {
        skipped += 1;
        continue;
      }
      const key = keyOf(textIn);
      if (group && group.key !== "" && row.cells.length === heading.cells.length && continues(key, group.key)) {
        group.continuations.push(row);
        continue;
      }
      if (group) yield { ...group.first, continuations: group.continuations };
      group = { first: row, key, continuations: [] };
    }
    if (group) yield { ...group.first, continuations: group.continuations };
  }

  return { groups: read(), skipped: () => skipped };
};
