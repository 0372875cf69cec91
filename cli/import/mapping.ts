import type { Match } from "../../subgraphs/directory/commands/index.ts";
import type { Condition } from "./conditions.ts";
import type { Field } from "./fields.ts";
import type { Format } from "./format.ts";

/** What a text is joined of. */
export type Part = { readonly column: string } | { readonly text: string };

/** How a column, or several joined, is used. */
export interface Column {
  /** As people know it: the heading, or the headings with a plus between. */
  readonly name: string;
  /** The columns and texts it is made of: one column, unless joined. */
  readonly parts: readonly Part[];
  /** What stands between the parts that are not empty. */
  readonly separator: string;
  readonly fields: readonly Field[];
  /** The meanings of the column's texts. If given, no other text is accepted. */
  readonly values: ReadonlyMap<string, unknown> | null;
  /** How its texts are written, if not as the graph writes them. */
  readonly format: Format;
  /** The rows that it is read in; `null` for all. */
  readonly when: Condition | null;
  /** For the parent: how the text finds it. */
  readonly parentBy: Match | null;
  /** Rows with an empty cell are refused. */
  readonly required: boolean;
}

export interface Constant {
  readonly field: Field;
  readonly value: unknown;
}

/** How the rows of a file become customers. */
export interface Mapping {
  /** How a row finds its customer. */
  readonly match: Match;
  readonly delimiter: string;
  readonly encoding: string;
  /** What an empty cell means for an existing customer: clear the field, or leave it. */
  readonly emptyCells: "clear" | "keep";
  /** Texts of cells that stand for nothing. */
  readonly nulls: ReadonlySet<string>;
  /** Whether the apostrophe is dropped by which spreadsheets mark a number as text. */
  readonly leadingApostrophes: "keep" | "drop";
  /** Rows that meet one of these are left out. */
  readonly skip: readonly Condition[];
  /** Which rows add contacts and addresses to the row before; `null` for none. */
  readonly continuation: "blankKey" | "sameKey" | null;
  readonly columns: readonly Column[];
  readonly constants: readonly Constant[];
  /** The headings it names, which a file must have. */
  readonly headings: readonly string[];
}
