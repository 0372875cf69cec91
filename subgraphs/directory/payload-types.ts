import type { UserError } from "../common/user-errors.ts";
import type { RecordResult } from "./commands/index.ts";

/** The id of a deleted customer, which can be restored, or why it was not deleted. */
export interface DeletePayload {
  readonly deletedCustomerId: string | null;
  readonly userErrors: readonly UserError[];
}

/** The outcome of each record, or why none was read. */
export interface ManyPayload {
  readonly results: readonly RecordResult[] | null;
  readonly userErrors: readonly UserError[];
}
