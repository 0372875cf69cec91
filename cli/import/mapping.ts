import type { Match } from "../../subgraphs/directory/commands/index.ts";
import type { Field } from "./fields.ts";

/** What becomes of a column. */
export interface Column {
  readonly name: string;
  readonly fields: readonly Field[];
  /** What texts of the column stand for. Given, no other text is accepted. */
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
  /** By what a row finds the customer that it speaks of. */
  readonly match: Match;
  readonly delimiter: string;
  readonly encoding: string;
  /** What an empty cell says of a customer that is there already: nothing any more, or nothing new. */
  readonly emptyCells: "clear" | "keep";
  readonly columns: readonly Column[];
  readonly constants: readonly Constant[];
}
