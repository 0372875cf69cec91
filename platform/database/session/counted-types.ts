import type { ReadBudget } from "../../process/requests/read-budgets.ts";
import { rowTypes } from "../connections/value-parsers.ts";

/** A value takes more than its text: about this much more in the row that holds it. */
const PER_VALUE = 16;

/**
 * How `pg` parses the values of a request's statements: each is counted as it arrives, and none is kept beyond the
 * limit.
 */
export const countedTypes = ({ take }: Pick<ReadBudget, "take">): typeof rowTypes => ({
  getTypeParser: ((oid: number, format?: "text") => {
    const parse = rowTypes.getTypeParser(oid, format) as (text: string) => unknown;
    return (value: string) => {
      take(value.length + PER_VALUE);
      return parse(value);
    };
  }) as typeof rowTypes.getTypeParser,
});
