import type { Family } from "./family.ts";
import { rowsOf } from "./rows/index.ts";

const textsIn = (value: unknown): string[] => {
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(textsIn);
  return typeof value === "string" ? [value] : [];
};

/** The family's texts and amounts that occur in certain columns and in no others. */
export const textsOnlyIn = (family: Family, isMeant: (column: string) => boolean): string[] => {
  const cells = Object.entries(rowsOf(family)).flatMap(([table, rows]) =>
    rows.flatMap((row) => Object.entries(row).map(([column, value]) => ({ column: `${table}.${column}`, value }))),
  );
  const texts = (meant: boolean): string[] =>
    cells.filter(({ column }) => isMeant(column) === meant).flatMap(({ value }) => textsIn(value));
  const others = texts(false);
  return [...new Set(texts(true))].filter(
    (text) => text.includes(family.tag) && !others.some((other) => other.includes(text)),
  );
};
