import { NAME_ORDER } from "../../../platform/database/name-order.ts";
import type { KeyShape } from "../../../platform/graphql/connection.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { isMoment } from "../../../platform/values/moments.ts";
import type { CustomerOrderField, OrderDirection } from "../schema.generated.ts";
import { MISSING, type RangeType } from "./fields.ts";
import type { Parameter } from "./parameters.ts";

type SortType = RangeType | "text" | "smallint";

interface SortColumn {
  readonly column: string;
  readonly type: SortType;
  /** What stands for a missing value in the two indexes: behind all others, and before them. */
  readonly missing?: readonly [last: string, first: string];
}

const sortable = (column: string, type: RangeType): SortColumn => ({ column, type, missing: MISSING[type] });

/** The column behind each order. */
const COLUMNS: Readonly<Record<CustomerOrderField, SortColumn>> = {
  NAME: { column: "display_name", type: "text" },
  SORT_NAME: { column: "sort_key", type: "text" },
  SORT_INDEX: sortable("sort_index", "double precision"),
  CREATED_AT: { column: "created_at", type: "timestamptz" },
  UPDATED_AT: { column: "updated_at", type: "timestamptz" },
  CREDIT_LIMIT: sortable("credit_limit", "numeric"),
  CUSTOMER_SINCE: sortable("customer_since", "timestamptz"),
  HEALTH_SCORE: sortable("health_score", "integer"),
  ANNUAL_REVENUE: sortable("annual_revenue", "numeric"),
  FUNNEL_STAGE: { column: "stage_rank", type: "smallint", missing: ["32767::smallint", "32767::smallint"] },
};

/** Everything that a list can be sorted by. */
export const ORDER_FIELDS = Object.keys(COLUMNS) as readonly CustomerOrderField[];

const NUMBER = /^-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?$/;
const isNumber = (value: string): boolean => NUMBER.test(value);

/** The required form of a sort value in a cursor, so that a forged one never reaches PostgreSQL. The empty text is a missing one. */
const FITS: Readonly<Record<SortType, (value: string) => boolean>> = {
  text: (value) => !value.includes("\0"),
  timestamptz: isMoment,
  numeric: isNumber,
  "double precision": (value) => isNumber(value) && Number.isFinite(Number(value)),
  integer: (value) => /^-?\d{1,9}$/.test(value),
  smallint: (value) => /^\d{1,4}$/.test(value),
};

/** A `CustomerOrder` with its defaults. */
export interface Order {
  readonly field: CustomerOrderField;
  readonly direction: OrderDirection;
}

/** A row of the list: its key, and its sort values in the order of the keys, because the facets own the rest. */
export interface Place {
  readonly id: string;
  readonly sortValues: readonly (string | null)[];
}

/** One key of an order as SQL, over the columns of an alias. */
interface Key {
  readonly column: string;
  readonly expression: (alias: string) => string;
  readonly descending: boolean;
  /** The value as text, as cursors have it. */
  readonly text: (alias: string) => string;
  readonly literal: (value: string, p: Parameter) => string;
}

const isoOf = (moment: string): string => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const keyOf = ({ field, direction }: Order): Key => {
  const { column, type, missing } = COLUMNS[field];
  const descending = direction === "DESC";
  const absent = missing?.[descending ? 1 : 0];
  const collate = type === "text" ? ` ${NAME_ORDER}` : "";
  return {
    column,
    expression: (alias) => (absent ? `coalesce(${alias}.${column}, ${absent})` : `${alias}.${column}${collate}`),
    descending,
    text: (alias) => (type === "timestamptz" ? isoOf(`${alias}.${column}`) : `${alias}.${column}::text`),
    literal: (value, p) => (value === "" && absent ? absent : `${p(value)}::${type}${collate}`),
  };
};

/** Orders that once were others: names by bytes, credit limits by their rank in hundredths. Their cursors are marked. */
const CHANGED: ReadonlySet<CustomerOrderField> = new Set(["NAME", "CREDIT_LIMIT"]);
const MARK = "/2";

/** The order that a list has, as its cursors say it. */
const signatureOf = (orders: readonly Order[], mark = MARK): string =>
  orders.map(({ field, direction }) => `${field}${CHANGED.has(field) ? mark : ""} ${direction}`).join(", ");

/** The values in a cursor of the list: its order, the sort values, and the id. */
export const cursorShape = (orders: readonly Order[]): readonly KeyShape[] => [
  "text",
  ...orders.map((): KeyShape => "text"),
  "uuid",
];

/** An order as SQL. The id decides between equals, in the direction of the last key. */
export interface Ordering {
  readonly keys: readonly Key[];
  /** The select list of the sort values: `e.display_name as k0`. */
  readonly columns: string;
  readonly orderBy: (alias: string, isReversed: boolean) => string;
  /** That a row comes behind the place of a cursor, or before it. */
  readonly beyond: (cursor: readonly string[], isBefore: boolean, p: Parameter) => string;
  readonly cursorOf: (place: Place) => readonly string[];
}

const refuse = (argument: string, orders: readonly Order[]): never => {
  throw new Refusal(
    "BAD_USER_INPUT",
    `${argument}: the cursor is not of a list in the order ${signatureOf(orders, "")}. Begin the list anew.`,
  );
};

/** Refuses a cursor of a list with another order. */
export const checkCursor = (cursor: readonly string[] | null, orders: readonly Order[], argument: string): void => {
  if (!cursor) return;
  const [signature, ...values] = cursor;
  const fits = orders.every(({ field }, index) => {
    const { type, missing } = COLUMNS[field];
    const value = values[index] ?? "";
    return value === "" ? missing !== undefined || type === "text" : FITS[type](value);
  });
  if (signature !== signatureOf(orders) || !fits) refuse(argument, orders);
};

/** The rows behind a place: those with a greater key, or the same keys so far and a greater next one. */
const behind = (keys: readonly Key[], isBefore: boolean, [, ...values]: readonly string[], p: Parameter): string => {
  const id = { expression: (alias: string) => `${alias}.id`, descending: keys.at(-1)?.descending ?? false };
  const all = [
    ...keys.map(({ expression, descending, literal }, index) => ({
      expression: expression("e"),
      descending,
      literal: literal(values[index] ?? "", p),
    })),
    { expression: id.expression("e"), descending: id.descending, literal: `${p(values.at(-1))}::uuid` },
  ];
  const signOf = ({ descending }: { descending: boolean }): string => (descending === isBefore ? ">" : "<");
  const [first] = all;
  if (all.every(({ descending }) => descending === first?.descending)) {
    const sides = (side: "expression" | "literal"): string => all.map(({ [side]: text }) => text).join(", ");
    return `(${sides("expression")}) ${signOf(all[0] as (typeof all)[number])} (${sides("literal")})`;
  }
  const steps = all.map((key, index) =>
    [
      ...all.slice(0, index).map(({ expression, literal }) => `${expression} = ${literal}`),
      `${key.expression} ${signOf(key)} ${key.literal}`,
    ].join(" and "),
  );
  return `${first?.expression} ${signOf(all[0] as (typeof all)[number])}= ${first?.literal} and (${steps.map((step) => `(${step})`).join(" or ")})`;
};

export const orderingOf = (orders: readonly Order[]): Ordering => {
  const keys = orders.map(keyOf);
  const signature = signatureOf(orders);
  return {
    keys,
    columns: keys.map(({ column }) => `e.${column}`).join(", "),
    orderBy: (alias, isReversed) =>
      [...keys, { expression: () => `${alias}.id`, descending: keys.at(-1)?.descending ?? false }]
        .map(({ expression, descending }) => `${expression(alias)} ${descending === isReversed ? "asc" : "desc"}`)
        .join(", "),
    beyond: (cursor, isBefore, p) => behind(keys, isBefore, cursor, p),
    cursorOf: ({ id, sortValues }) => [signature, ...sortValues.map((value) => String(value ?? "")), id],
  };
};
