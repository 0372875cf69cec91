import type { Match } from "../../subgraphs/directory/commands/index.ts";
import type { Field } from "./fields.ts";

/** How a column is used. */
export interface Column {
  readonly name: string;
  readonly fields: readonly Field[];
  /** The meanings of the column's texts. If given, no other text is accepted. */
  readonly values: ReadonlyMap<string, unknown> | null;
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
  readonly columns: readonly Column[];
  readonly constants: readonly Constant[];
}
