import { isDeepStrictEqual } from "node:util";
import { quoted } from "../../platform/values/quoted.ts";
import type { TextIn } from "./conditions.ts";
import type { Field } from "./fields.ts";
import type { Column, Mapping } from "./mapping.ts";
import { createPartReader } from "./read-part.ts";
import { applies, columnText } from "./texts.ts";
import type { Tree } from "./tree.ts";

/** What rows can add to the customer of the row before. */
const LISTS = ["contacts", "addresses"] as const;

const isListed = ({ keys }: Field): boolean => LISTS.some((list) => list === keys[0]);

interface RowTexts {
  readonly line: number;
  readonly textIn: TextIn;
}

/** Where an item of a list stands in the file, and which item of its row it is. */
interface Origin {
  readonly line: number;
  readonly place: string;
}

interface Continued {
  readonly faults: readonly string[];
  /** The origin of a place in an item that a continuation added, such as `addresses[2].city`. */
  readonly originOf: (place: string) => Origin | undefined;
}

const differing = (column: Column, first: RowTexts, { line, textIn }: RowTexts): string[] => {
  if (!applies(column, textIn)) return [];
  const [text, before] = [columnText(column, textIn), columnText(column, first.textIn)];
  return text === "" || text === before
    ? []
    : [`line ${line}, column ${column.name}: ${quoted(text)} differs from ${quoted(before)} in line ${first.line}`];
};

/**
 * Adds the contacts and addresses of the rows that continue one to its input, those it has already left out. With a key
 * of its own, such a row must not contradict the first.
 */
export const createContinuer = (
  mapping: Mapping,
): ((root: Tree, first: RowTexts, rows: readonly RowTexts[]) => Continued) => {
  const columns = mapping.columns.flatMap((column) => {
    const fields = column.fields.filter(isListed);
    return fields.length > 0 ? [{ ...column, fields, required: false }] : [];
  });
  const others = mapping.columns.filter(({ fields }) => !fields.some(isListed));
  const constants = mapping.constants.filter(({ field }) => isListed(field));
  const readPart = createPartReader({ columns, constants, emptyCells: "keep" });

  return (root, first, rows) => {
    const faults: string[] = [];
    const origins = new Map<string, Origin>();
    const append = (row: RowTexts, list: (typeof LISTS)[number], items: unknown): void => {
      if (!Array.isArray(items)) return;
      root[list] ??= [];
      const all = root[list] as unknown[];
      items.forEach((item, index) => {
        if (all.some((other) => isDeepStrictEqual(other, item))) return;
        const at = all.push(item) - 1;
        origins.set(`${list}[${at}]`, { line: row.line, place: `${list}[${index}]` });
      });
    };

    for (const row of rows) {
      const part = readPart(row.textIn);
      faults.push(...part.faults.map((fault) => `line ${row.line}, ${fault}`));
      if (mapping.continuation === "sameKey") {
        faults.push(...others.flatMap((column) => differing(column, first, row)));
      }
      for (const list of LISTS) append(row, list, part.root[list]);
    }
    return {
      faults,
      originOf: (place) => {
        const [item = ""] = /^\w+\[\d+\]/.exec(place) ?? [];
        const origin = origins.get(item);
        return origin && { ...origin, place: origin.place + place.slice(item.length) };
      },
    };
  };
};
