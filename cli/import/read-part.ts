import { getNullableType, isLeafType } from "graphql";
import { quoted } from "../../platform/values/quoted.ts";
import type { TextIn } from "./conditions.ts";
import type { Field } from "./fields.ts";
import { parseFormatted } from "./format.ts";
import type { Column, Mapping } from "./mapping.ts";
import type { ParentKey } from "./parents.ts";
import { applies, columnText } from "./texts.ts";
import { put, type Tree } from "./tree.ts";

/** The value of a text that is not empty. What is wrong with it goes to the faults. */
const readText = ({ name, values, format }: Column, { path, type }: Field, text: string, faults: string[]): unknown => {
  const leaf = getNullableType(type);
  if (values) {
    if (!values.has(text)) {
      const known = [...values.keys()].map(quoted).join(", ");
      faults.push(`column ${name}: ${quoted(text)} is none of the texts that the mapping knows: ${known}`);
    }
    return values.get(text);
  }
  if (!isLeafType(leaf)) return undefined;
  const parsed = parseFormatted(format, leaf, text);
  if ("value" in parsed) return parsed.value;
  faults.push(`column ${name} (${path}): ${quoted(text)} ${parsed.fault}`);
  return undefined;
};

/** A currency that every row has makes no amount of money. */
const makesUnits = ({ keys }: Field): boolean => keys.at(-1) !== "currencyCode";

/** Which units of a mapping have cells at all: those with only constants are never omitted. */
const unitsOf = (columns: readonly Column[]): Set<string> =>
  new Set(
    columns.flatMap(({ fields }) => fields.filter(makesUnits).flatMap(({ units }) => units.map(({ path }) => path))),
  );

interface ColumnText {
  readonly column: Column;
  readonly text: string;
}

/** The texts of a row in the columns that are read in it, the empty ones first: of two uses of a field, one may have a text. */
const textsIn = (columns: readonly Column[], textIn: TextIn): ColumnText[] =>
  columns
    .filter((column) => applies(column, textIn))
    .map((column) => ({ column, text: columnText(column, textIn) }))
    .sort((one, other) => Number(one.text !== "") - Number(other.text !== ""));

const filledTwice = (texts: readonly ColumnText[]): string[] => {
  const names = new Map<string, string>();
  return texts.flatMap(({ column, text }) =>
    (text === "" ? [] : column.fields).flatMap(({ path }) => {
      const earlier = names.get(path);
      names.set(path, column.name);
      return earlier === undefined ? [] : [`${path}: the conditions of ${earlier} and ${column.name} both hold`];
    }),
  );
};

/** A part of an input, read from one row. */
export interface Part {
  readonly root: Tree;
  readonly parent: ParentKey | null;
  readonly faults: readonly string[];
}

/** Reads what one row says by some of a mapping's columns and constants. */
export const createPartReader = ({
  columns,
  constants,
  emptyCells,
}: Pick<Mapping, "columns" | "constants" | "emptyCells">): ((textIn: TextIn) => Part) => {
  const unitsWithCells = unitsOf(columns);

  /** Puts a value in its place, or, when the unit around it is empty, nothing in place of the unit. */
  const place = (root: Tree, { keys, units }: Field, value: unknown, filled: ReadonlySet<string>): void => {
    const empty = units.find(({ path }) => unitsWithCells.has(path) && !filled.has(path));
    const nothing = empty !== undefined || value === null;
    if (!nothing || emptyCells === "clear") put(root, empty?.keys ?? keys, nothing ? null : value);
  };

  return (textIn) => {
    const root: Tree = {};
    const texts = textsIn(columns, textIn);
    const faults = filledTwice(texts);
    const filled = unitsOf(texts.flatMap(({ column, text }) => (text === "" ? [] : [column])));
    let parent: ParentKey | null = null;

    for (const { field, value } of constants) place(root, field, value, filled);
    for (const { column, text } of texts) {
      if (text === "" && column.required) faults.push(`column ${column.name} is empty`);
      if (text !== "" && column.parentBy) {
        parent = { match: column.parentBy, key: text };
        continue;
      }
      for (const field of column.fields) {
        place(root, field, text === "" ? null : readText(column, field, text, faults), filled);
      }
    }
    return { root, parent, faults };
  };
};
