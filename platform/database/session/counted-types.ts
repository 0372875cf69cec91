import type { ReadBudget } from "../../process/requests/read-budgets.ts";
import { rowTypes } from "../connections/value-parsers.ts";

/** The text of a value is not all that it takes: about so much more goes into the row that holds it. */
const PER_VALUE = 16;

/** How `pg` reads the values of a request's statements: each is counted as it arrives, and none is kept once there are too many. */
export const countedTypes = ({ take }: Pick<ReadBudget, "take">): typeof rowTypes => ({
  getTypeParser: ((oid: number, format?: "text") => {
    const parse = rowTypes.getTypeParser(oid, format) as (text: string) => unknown;
    return (value: string) => {
      take(value.length + PER_VALUE);
      return parse(value);
    };
  }) as typeof rowTypes.getTypeParser,
});
