import { invalid } from "../../subgraphs/common/check.ts";
import type { UserError } from "../../subgraphs/common/user-errors.ts";
import { SLOT_NAMES } from "../../subgraphs/contacts/commands/index.ts";
import { countryCodeOf } from "../../subgraphs/contacts/countries.ts";
import type { CustomerInput } from "../../subgraphs/directory/commands/index.ts";
import { checkInput, missingIn } from "./check-input.ts";
import { createContinuer } from "./continuations.ts";
import type { Row } from "./csv.ts";
import type { RowGroup } from "./grouped-rows.ts";
import type { Mapping } from "./mapping.ts";
import type { ParentKey } from "./parents.ts";
import { createPartReader } from "./read-part.ts";
import { createTexts } from "./texts.ts";
import { closed, isTree, placeOf } from "./tree.ts";

/** What a row says. */
export interface MappedInput {
  readonly customer: CustomerInput;
  /** The parent, if the file names it by something else than our id. */
  readonly parent: ParentKey | null;
}

/** The input of a row, and how its file names the places in it; or everything wrong with it. */
export type Read =
  | { readonly input: MappedInput; readonly nameOf: (path: readonly string[]) => string }
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

/** Reads the rows of a file with this heading. */
export const createReader = (mapping: Mapping, heading: readonly string[]): ((group: RowGroup) => Read) => {
  const textsOf = createTexts(mapping, heading);
  const readPart = createPartReader(mapping);
  const continueWith = createContinuer(mapping);
  const columnOf = new Map(mapping.columns.flatMap(({ name, fields }) => fields.map(({ path }) => [path, name])));

  const named = (place: string): string => {
    const column = columnOf.get(place);
    return column === undefined ? place : `column ${column} (${place})`;
  };

  return (group) => {
    const first = textsOf(group.cells);
    const { root, parent, faults } = readPart(first);
    const rest = group.continuations.map(({ line, cells }: Row) => ({ line, textIn: textsOf(cells) }));
    const continued = continueWith(root, { line: group.line, textIn: first }, rest);
    if (isTree(root.party) && Object.values(root.party).every((kind) => kind == null)) delete root.party;

    const customer = closed(root) as CustomerInput;
    const nameOf = (path: readonly string[]): string => {
      const place = placeOf(root, path);
      const origin = continued.originOf(place);
      return origin ? `line ${origin.line}, ${named(origin.place)}` : named(place);
    };
    const missing = missingIn(customer).map((path) => `${path} is missing`);
    const wrong = [...checkInput(customer), ...unknownCountries(customer)];
    const all = [
      ...faults,
      ...continued.faults,
      ...missing,
      ...wrong.map(({ path, message }) => `${nameOf(path)}: ${message}`),
    ];
    return all.length > 0 ? { faults: all } : { input: { customer, parent }, nameOf };
  };
};
