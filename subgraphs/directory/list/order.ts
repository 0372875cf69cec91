import type { Keyset } from "../../../platform/graphql/connection.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { isMoment } from "../../../platform/values/moments.ts";
import type { CustomerOrderField, OrderDirection } from "../schema.generated.ts";
import type { Parameter } from "./parameters.ts";

type SortType = "text" | "timestamptz" | "bigint";

interface SortColumn {
  readonly column: string;
  /** The id of the customer in the table of the column, so that an index holds both. */
  readonly id: string;
  readonly type: SortType;
  /** The order's name in cursors, if it differs because cursors of an older version hold other sort values. */
  readonly mark?: string;
}

const ofCustomer = (column: string, type: SortType) => (): SortColumn => ({ column: `c.${column}`, id: "c.id", type });

/** The column behind each order. None is ever null: a missing credit limit has a rank behind all others. */
const COLUMNS: Record<CustomerOrderField, (direction: OrderDirection) => SortColumn> = {
  NAME: ofCustomer("display_name", "text"),
  CREATED_AT: ofCustomer("created_at", "timestamptz"),
  UPDATED_AT: ofCustomer("updated_at", "timestamptz"),
  CREDIT_LIMIT: (direction) => ({
    column: direction === "ASC" ? "f.credit_rank_asc" : "f.credit_rank_desc",
    id: "f.customer_id",
    type: "bigint",
    mark: "CREDIT_LIMIT/10000",
  }),
};

const isBigint = (value: string): boolean =>
  /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);

/** The required form of a sort value in a cursor, so that a forged one never reaches PostgreSQL. */
const FITS: Record<SortType, (value: string) => boolean> = {
  text: (value) => !value.includes("\0"),
  timestamptz: isMoment,
  bigint: isBigint,
};

/** The values in a cursor of the list: its order, the sort value, and the id. */
export const CURSOR_SHAPE = ["text", "text", "uuid"] as const;

/** A row of the list: only its sort value and key, because the facets own the rest. */
export interface Place {
  readonly id: string;
  readonly sortValue: string;
}

/** A `CustomerOrder` with its defaults. */
export interface Order {
  readonly field: CustomerOrderField;
  readonly direction: OrderDirection;
}

interface Ordering {
  readonly sortColumn: string;
  readonly orderBy: string;
  /** The condition that the row comes after the cursor, if any. */
  readonly after: readonly string[];
  readonly keysOf: (place: Place) => readonly string[];
}

/** Turns an order and a cursor into SQL. A cursor of a list with another order is refused. */
export const orderingOf = ({ field, direction }: Order, { after }: Keyset, p: Parameter): Ordering => {
  const { column, id: idColumn, type, mark = field } = COLUMNS[field](direction);
  const order = `${mark} ${direction}`;
  const [cursorOrder, sortValue = "", id] = after ?? [];
  if (after && (cursorOrder !== order || !FITS[type](sortValue))) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `after: the cursor is not of a list in the order ${field} ${direction}. Begin the list anew.`,
    );
  }
  const sign = direction === "ASC" ? ">" : "<";
  return {
    sortColumn: column,
    orderBy: `${column} ${direction}, ${idColumn} ${direction}`,
    after: after ? [`(${column}, ${idColumn}) ${sign} (${p(sortValue)}::${type}, ${p(id)}::uuid)`] : [],
    keysOf: (place) => [order, place.sortValue, place.id],
  };
};
