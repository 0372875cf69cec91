import { adHoc } from "../../../platform/database/session/statement.ts";
import type { Connection } from "../../../platform/graphql/connection.ts";
import type { RequestScope } from "../../../platform/graphql/subgraph.ts";
import type { CustomerKey } from "../../common/user-errors.ts";
import { countCustomers } from "./count.ts";
import { type Order, orderingOf, type Place } from "./order.ts";
import { boundsOn, found, type Listed, type Parts, partsOf } from "./statement.ts";
import { toPage, type Window } from "./window.ts";

/** How many rows a list walks through in its order before it collects all that may fulfil its condition, and sorts them. */
const WALK = 4_000;

/** A list by its arguments. */
export interface Page {
  readonly listed: Listed;
  readonly orders: readonly Order[];
  readonly window: Window;
}

/**
 * The page as one statement. A condition that many customers fulfil is fulfilled by a page of them within a short walk through the order. If the
 * walk ends without, they are few, or elsewhere, and an index finds them. The walk's limit is a subquery, for which the planner assumes that few
 * rows are wanted; with a plain number it might sort the tenant first.
 */
const textOf = ({ p, condition, common }: Parts, { orders, window }: Page): string => {
  const { keys, columns, orderBy, beyond } = orderingOf(orders);
  const { isFromEnd: isReversed, size, after, before } = window;
  const limit = p(size + 1);
  const places = [...(after ? [beyond(after, false, p)] : []), ...(before ? [beyond(before, true, p)] : [])];
  const [key] = keys;
  const bounds = key ? boundsOn(condition, key.column, key.expression("e")) : [];
  const isDue = [`(select count(*) from page) < ${limit}`, `(select count(*) from walked) = ${WALK}`];
  const ctes = [
    ...common(),
    `walked as materialized (
      select e.id, ${columns}, (${condition.exact}) as fits from directory.listed_customer e
      where ${["e.tenant_id = $1", ...bounds, ...places].join(" and ")}
      order by ${orderBy("e", isReversed)} limit (select ${WALK}))`,
    `page as materialized (select * from walked where fits limit ${limit})`,
    `collected as materialized (
      select e.id, ${columns}, true as fits from ${found(condition, isDue)}${places.length > 0 ? ` where ${places.join(" and ")}` : ""}
      order by ${orderBy("e", isReversed)} limit ${limit})`,
  ];
  return `
    with ${ctes.join(", ")}
    select r.id, array[${keys.map(({ text }) => text("r")).join(", ")}] as "sortValues" from (
      select * from page where (select count(*) from page) = ${limit} or (select count(*) from walked) < ${WALK}
      union all select * from collected) r
    order by ${orderBy("r", isReversed)}`;
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** A page of the customers that fulfil conditions: one statement, whatever they are. */
export const customersPage = async (scope: RequestScope, page: Page): Promise<Connection<CustomerKey>> => {
  const parts = await partsOf(scope, page.listed);
  const rows = await scope.db.read(adHoc<Place>(textOf(parts, page)), parts.values);
  const { cursorOf } = orderingOf(page.orders);
  const counted = once(() => countCustomers(scope, page.listed));
  return {
    ...toPage(rows, page.window, cursorOf, ({ id }) => ({ id })),
    totalCount: async () => (await counted()).total,
    totalCountIsEstimate: async () => (await counted()).isEstimate,
  };
};
