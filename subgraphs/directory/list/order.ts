import { Refusal } from "../../../platform/errors.ts";
import type { Keyset } from "../../../platform/page.ts";
import type { CustomerOrderField, OrderDirection } from "../schema.generated.ts";
import type { Parameter } from "./conditions.ts";

/** The column behind each order, and the type that its cursor values have. */
const COLUMNS: Record<CustomerOrderField, { readonly column: string; readonly type: "text" | "timestamptz" }> = {
  NAME: { column: "c.display_name", type: "text" },
  CREATED_AT: { column: "c.created_at", type: "timestamptz" },
  UPDATED_AT: { column: "c.updated_at", type: "timestamptz" },
};

/** What a cursor of the list holds: the order it belongs to, the sort value, and the id. */
export const CURSOR_SHAPE = ["text", "text", "uuid"] as const;

/** A row of the list: only its place and its key, for the facets own the rest. */
export interface Place {
  readonly id: string;
  readonly sortValue: string;
}

/** A `CustomerOrder` whose defaults are filled in. */
export interface Order {
  readonly field: CustomerOrderField;
  readonly direction: OrderDirection;
}

interface Ordering {
  readonly sortColumn: string;
  readonly orderBy: string;
  /** The condition that the row comes after the cursor, if there is one. */
  readonly after: readonly string[];
  readonly keysOf: (place: Place) => readonly string[];
}

/** Puts an order and a cursor into SQL. A cursor of a list with another order is refused. */
export const orderingOf = ({ field, direction }: Order, { after }: Keyset, p: Parameter): Ordering => {
  const { column, type } = COLUMNS[field];
  const order = `${field} ${direction}`;
  const [cursorOrder, sortValue = "", id] = after ?? [];
  if (after && (cursorOrder !== order || (type === "timestamptz" && Number.isNaN(Date.parse(sortValue))))) {
    throw new Refusal(
      "BAD_USER_INPUT",
      `after: the cursor is not of a list in the order ${order}. Begin the list anew.`,
    );
  }
  const sign = direction === "ASC" ? ">" : "<";
  return {
    sortColumn: column,
    orderBy: `${column} ${direction}, c.id ${direction}`,
    after: after ? [`(${column}, c.id) ${sign} (${p(sortValue)}::${type}, ${p(id)}::uuid)`] : [],
    keysOf: (place) => [order, place.sortValue, place.id],
  };
};
