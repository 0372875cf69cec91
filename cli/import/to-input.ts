import {
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import { shown } from "../../platform/values/shown.ts";
import { countryCodeOf } from "../../subgraphs/contacts/countries.ts";
import type { CustomerInput } from "../../subgraphs/directory/commands/index.ts";
import { parseCell } from "./cell.ts";
import { CUSTOMER, type Field, type Keys } from "./fields.ts";
import type { Column, Mapping } from "./mapping.ts";

type Tree = Record<string | number, unknown>;

/** The input of a row, or everything wrong with it. */
export type Read = { readonly input: CustomerInput } | { readonly faults: readonly string[] };

const put = (root: Tree, keys: Keys, value: unknown): void => {
  let node = root;
  keys.slice(0, -1).forEach((key, index) => {
    node[key] ??= typeof keys[index + 1] === "number" ? [] : {};
    node = node[key] as Tree;
  });
  node[keys.at(-1) ?? ""] = value;
};

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** Closes the gaps of omitted items in lists. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => item != null).map(closed);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
};

const missingIn = (type: GraphQLInputType, value: unknown, path: string): string[] => {
  if (value == null) return isNonNullType(type) ? [path] : [];
  const open = getNullableType(type);
  if (isListType(open))
    return (value as unknown[]).flatMap((item, at) => missingIn(open.ofType, item, `${path}[${at}]`));
  if (!isInputObjectType(open)) return [];
  return Object.values(open.getFields()).flatMap((field) =>
    missingIn(field.type, (value as Tree)[field.name], path ? `${path}.${field.name}` : field.name),
  );
};

/** A country text that names no country is an error in the file rather than a new country. */
const unknownCountries = ({ addresses }: CustomerInput): string[] =>
  (addresses ?? []).flatMap(({ countryCode, countryText }, index) =>
    countryCode == null && countryText != null && countryCodeOf(countryText) === null
      ? [
          `addresses[${index}].countryText: ${shown(countryText)} is no country that is known. Write its English name or its ISO code`,
        ]
      : [],
  );

/** The value of a cell that is not empty. What is wrong with it goes to the faults. */
const readCell = ({ name, values }: Column, { path, type }: Field, text: string, faults: string[]): unknown => {
  const leaf = getNullableType(type);
  if (values) {
    if (!values.has(text)) {
      const known = [...values.keys()].map(shown).join(", ");
      faults.push(`column ${name}: ${shown(text)} is none of the texts that the mapping knows: ${known}`);
    }
    return values.get(text);
  }
  if (!isLeafType(leaf)) return undefined;
  const parsed = parseCell(leaf, text);
  if ("value" in parsed) return parsed.value;
  faults.push(`column ${name} (${path}): ${shown(text)} ${parsed.fault}`);
  return undefined;
};

/** Which units of a mapping have cells at all: those with only constants are never omitted. */
const unitsOf = (columns: readonly Column[]): Set<string> =>
  new Set(columns.flatMap(({ fields }) => fields.flatMap(({ units }) => units.map(({ path }) => path))));

/** Reads the rows of a file with this heading. */
export const createReader = (
  { columns, constants, emptyCells }: Mapping,
  heading: readonly string[],
): ((cells: readonly string[]) => Read) => {
  const unitsWithCells = unitsOf(columns);
  const placed = columns.map((column) => ({ column, position: heading.indexOf(column.name) }));

  /** Puts a value in its place, or, when the unit around it is empty, nothing in place of the unit. */
  const place = (root: Tree, { keys, units }: Field, value: unknown, filled: ReadonlySet<string>): void => {
    const empty = units.find(({ path }) => unitsWithCells.has(path) && !filled.has(path));
    const nothing = empty !== undefined || value === null;
    if (!nothing || emptyCells === "clear") put(root, empty?.keys ?? keys, nothing ? null : value);
  };

  return (cells) => {
    const faults: string[] = [];
    const root: Tree = {};
    const texts = placed.map(({ column, position }) => ({ column, text: (cells[position] ?? "").trim() }));
    const filled = unitsOf(texts.flatMap(({ column, text }) => (text === "" ? [] : [column])));

    for (const { field, value } of constants) place(root, field, value, filled);
    for (const { column, text } of texts) {
      if (text === "" && column.required) faults.push(`column ${column.name} is empty`);
      for (const field of column.fields) {
        place(root, field, text === "" ? null : readCell(column, field, text, faults), filled);
      }
    }
    if (isTree(root.party) && Object.values(root.party).every((kind) => kind == null)) delete root.party;

    const input = closed(root) as CustomerInput;
    if (faults.length > 0) return { faults };
    const missing = missingIn(CUSTOMER, input, "").map((path) => `${path} is missing`);
    const wrong = [...missing, ...unknownCountries(input)];
    return wrong.length > 0 ? { faults: wrong } : { input };
  };
};
