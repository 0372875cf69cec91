import type { SearchField } from "../search/fields.ts";
import type { Scope } from "./condition.ts";

/** Up to this number, customers with a text of a certain beginning are looked up by their ids, where other conditions lead to them too. */
export const FEW = 10_000;

/** The same where no other condition does. */
export const SOME = 50_000;

/** Where an index leads to texts by their beginnings: the texts of a search, or the tax numbers. */
export type Beginnings = SearchField | "tax";

/** The last of all code points. */
const LAST = "chr(1114111)";

const startsWith = (key: string, wanted: string): string =>
  `t.tenant_id = $1 and ${key} ~>=~ ${wanted} and ${key} ~<=~ (${wanted} || ${LAST})`;

const rowsOf = (of: Beginnings, wanted: string): string => {
  if (of === "tax")
    return `finance.tax_registration t where ${startsWith("finance.tax_number_key(t.number)", `finance.tax_number_key(${wanted})`)}`;
  const key = startsWith("t.key", `directory.search_key(${wanted})`);
  return `directory.search_text t where ${key} and t.kind in ('K', 'N') and t.key <> '' and t.field = '${of}'`;
};

/** Search keys fold letters beyond ASCII, and drop blanks and signs: not all beginnings of a text are beginnings of its key. */
const isKept = (text: string): boolean => /^[ -~]*[a-z0-9][ -~]*$/i.test(text);

/**
 * The name of a common table expression with the `id` of customers that have a text of that beginning, of which at least those that
 * fulfil the condition; cut when there are more than a few. None, if no index leads to them.
 */
export const beginningWith = (of: Beginnings | undefined, text: string, { p, common }: Scope): readonly string[] =>
  of && isKept(text)
    ? [
        common(
          "beginning",
          `materialized (select t.customer_id as id from ${rowsOf(of, `${p(text)}::text`)} limit ${SOME + 1})`,
        ),
      ]
    : [];
