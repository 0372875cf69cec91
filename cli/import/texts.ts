import { textOf } from "./cell.ts";
import { isMet, type TextIn } from "./conditions.ts";
import { partOf } from "./format.ts";
import type { Column, Mapping } from "./mapping.ts";

/** With an apostrophe before it, a spreadsheet takes what looks like a number or a formula for text. */
const MARKED = /^'(?=[\d+=@-])/;

/** Finds the texts of rows below this heading, by the mapping's rules of what is nothing. */
export const createTexts = (
  { nulls, leadingApostrophes }: Pick<Mapping, "nulls" | "leadingApostrophes">,
  heading: readonly string[],
): ((cells: readonly string[]) => TextIn) => {
  const positions = new Map(heading.map((name, position) => [name, position]));
  return (cells) => (column) => {
    const text = textOf(cells, positions.get(column) ?? Number.NaN);
    const plain = leadingApostrophes === "drop" ? text.replace(MARKED, "") : text;
    return nulls.has(plain) ? "" : plain;
  };
};

const joinedText = ({ parts, separator }: Column, textIn: TextIn): string => {
  const found = parts.map((part) => ({ part, text: "column" in part ? textIn(part.column) : part.text }));
  if (!found.some(({ part, text }) => "column" in part && text !== "")) return "";
  return found
    .flatMap(({ text }) => (text === "" ? [] : [text]))
    .join(separator)
    .trim();
};

/** The text of a column, or of several joined, in a row. */
export const columnText = (column: Column, textIn: TextIn): string => partOf(column.format, joinedText(column, textIn));

/** Whether a column is read in this row. */
export const applies = ({ when }: Column, textIn: TextIn): boolean => when === null || isMet(when, textIn);
