import { adHoc } from "../../../platform/database/session/statement.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import { type AmountsByCurrency, type Money, moneyIn } from "../../common/money.ts";
import { fulfilling, type Parts, partsOf } from "../list/statement.ts";
import type { NodeKey } from "../nodes.ts";
import type { CustomerSum } from "../schema.generated.ts";
import { AMOUNTS, GROUP_KEYS } from "./keys.ts";
import type { Grouping } from "./request.ts";

/** The most groups of an answer. */
const MOST = 500;

/** Customers that have something in common. */
interface Group {
  readonly values: (string | null)[];
  readonly records: (NodeKey | null)[];
  readonly count: number;
  readonly sums: { of: CustomerSum; amounts: Money[] }[];
}

interface Row {
  readonly values: (string | null)[];
  readonly count: number;
  /** The amounts by currency, in the order of the sums. */
  readonly amounts: readonly AmountsByCurrency[];
}

const numbered = (...counts: number[]): string =>
  Array.from({ length: counts.reduce((sum, count) => sum + count, 0) }, (_, index) => index + 1).join(", ");

/** The amounts of a sum by currency, from the parts of a group. */
const amountsOf = (index: number): string => `(
  select coalesce(jsonb_object_agg(a.currency, a.amount::text), '{}') from (
    select p.currency${index} as currency, sum(p.amount${index}) as amount from parts p
    where p.values = g.values and p.currency${index} is not null group by 1) a)`;

/** Counts and adds up by values and currencies in one pass over the customers; the currencies of a group are then put together. */
const textOf = ({ condition, common, p }: Parts, { by, sums }: Grouping): string => {
  const keys = by.map((key) => GROUP_KEYS[key]);
  const values = keys.map(({ column, isList }, index) => (isList ? `v${index}.value` : `e.${column}::text`));
  const lists = keys.flatMap(({ column, isList }, index) =>
    isList
      ? [
          `cross join lateral unnest(case when e.${column} = '{}' then array[null] else e.${column}::text[] end) v${index} (value)`,
        ]
      : [],
  );
  const currencies = sums.map((sum, index) => `e.${AMOUNTS[sum].currency} as currency${index}`);
  const totals = sums.map((sum, index) => `sum(e.${AMOUNTS[sum].column}) as amount${index}`);
  return `
    with ${[
      ...common(),
      `parts as materialized (
        select ${[`array[${values.join(", ")}] as values`, ...currencies, "count(*) as count", ...totals].join(", ")}
        from ${fulfilling(condition)} ${lists.join(" ")}
        group by ${numbered(1, sums.length)})`,
      `g as materialized (select values, sum(count)::integer as count from parts group by 1 order by 2 desc, 1 limit ${p(MOST)})`,
    ].join(", ")}
    select g.values, g.count, jsonb_build_array(${sums.map((_, index) => amountsOf(index)).join(", ")}) as amounts
    from g order by g.count desc, g.values`;
};

/** The groups of the customers that fulfil conditions, the largest first: one statement. */
export const customerGroups = async (scope: RequestScope, grouping: Grouping): Promise<Group[]> => {
  const parts = await partsOf(scope, grouping.listed);
  const rows = await scope.db.read(adHoc<Row>(textOf(parts, grouping)), parts.values);
  const types = grouping.by.map((key) => GROUP_KEYS[key].type);
  return rows.map(({ values, count, amounts }) => ({
    values,
    records: values.map((id, index) => {
      const type = types[index];
      return type && id ? { __typename: type, id } : null;
    }),
    count,
    sums: grouping.sums.map((of, index) => ({ of, amounts: moneyIn(amounts[index] ?? {}) })),
  }));
};
