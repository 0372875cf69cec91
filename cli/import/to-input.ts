import { getNullableType, isLeafType } from "graphql";
import { quoted } from "../../platform/values/quoted.ts";
import { invalid } from "../../subgraphs/common/check.ts";
import type { UserError } from "../../subgraphs/common/user-errors.ts";
import { SLOT_NAMES } from "../../subgraphs/contacts/commands/index.ts";
import { countryCodeOf } from "../../subgraphs/contacts/countries.ts";
import type { CustomerInput } from "../../subgraphs/directory/commands/index.ts";
import { parseCell, textOf } from "./cell.ts";
import { checkInput, missingIn } from "./check-input.ts";
import type { Field } from "./fields.ts";
import type { Column, Mapping } from "./mapping.ts";
import { closed, isTree, placeOf, put, type Tree } from "./tree.ts";

/** The input of a row, and how its file names the places in it; or everything wrong with it. */
export type Read =
  | { readonly input: CustomerInput; readonly nameOf: (path: readonly string[]) => string }
  | { readonly faults: readonly string[] };

const RIGHT_COUNTRY = "Give the English name of a country, or its ISO code. Names in another language need --locale.";

/** A country text that names no country is an error in the file rather than a new country. */
const unknownCountries = (input: CustomerInput): UserError[] => {
  const listed = (input.addresses ?? []).map((address, index) => ({ address, path: ["addresses", String(index)] }));
  const inSlots = SLOT_NAMES.flatMap((slot) => ({ address: input[slot] ?? {}, path: [slot] }));
  return [...listed, ...inSlots].flatMap(({ address: { countryCode, countryText }, path }) =>
    countryCode == null && countryText != null && countryCodeOf(countryText) === null
      ? [invalid([...path, "countryText"], countryText, RIGHT_COUNTRY)]
      : [],
  );
};

/** The value of a cell that is not empty. What is wrong with it goes to the faults. */
const readCell = ({ name, values }: Column, { path, type }: Field, text: string, faults: string[]): unknown => {
  const leaf = getNullableType(type);
  if (values) {
    if (!values.has(text)) {
      const known = [...values.keys()].map(quoted).join(", ");
      faults.push(`column ${name}: ${quoted(text)} is none of the texts that the mapping knows: ${known}`);
    }
    return values.get(text);
  }
  if (!isLeafType(leaf)) return undefined;
  const parsed = parseCell(leaf, text);
  if ("value" in parsed) return parsed.value;
  faults.push(`column ${name} (${path}): ${quoted(text)} ${parsed.fault}`);
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
  const columnOf = new Map(columns.flatMap(({ name, fields }) => fields.map(({ path }) => [path, name] as const)));
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
    const texts = placed.map(({ column, position }) => ({ column, text: textOf(cells, position) }));
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
    const nameOf = (path: readonly string[]): string => {
      const place = placeOf(root, path);
      const column = columnOf.get(place);
      return column === undefined ? place : `column ${column} (${place})`;
    };
    const missing = missingIn(input).map((path) => `${path} is missing`);
    const wrong = [...checkInput(input), ...unknownCountries(input)];
    const all = [...faults, ...missing, ...wrong.map(({ path, message }) => `${nameOf(path)}: ${message}`)];
    return all.length > 0 ? { faults: all } : { input, nameOf };
  };
};
