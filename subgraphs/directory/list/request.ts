import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import type { CustomerCondition, CustomerOrder, QueryCustomersArgs } from "../schema.generated.ts";
import {
  conditionFaults,
  demandConditionScopes,
  demandFewConditions,
  namesStatus,
  namesViewer,
} from "./check-condition.ts";
import { checkFilter } from "./check-filter.ts";
import { demandOrderScopes, orderFaults, withDefaults } from "./check-order.ts";
import type { Page } from "./customers-page.ts";
import { refuseFaults } from "./fault.ts";
import { conditionOf } from "./legacy-filter.ts";
import { checkCursor, cursorShape, type Order } from "./order.ts";
import type { Listed } from "./statement.ts";
import { readWindow } from "./window.ts";

/** A saved view as a list takes it: checked, and with conditions that the viewer may ask with. */
export interface ListView {
  readonly where: CustomerCondition;
  readonly order: readonly CustomerOrder[];
  readonly includeInactive: boolean;
}

const readOrders = (
  { order, orderBy }: QueryCustomersArgs,
  viewer: Viewer,
  view: ListView | undefined,
): readonly Order[] => {
  if (order && orderBy) throw new Refusal("BAD_USER_INPUT", "order: orderBy is given as well. Give one of the two.");
  const given = orderBy ? [orderBy] : order;
  refuseFaults(orderFaults(given ?? [], "order"));
  if (given) demandOrderScopes(given, orderBy ? "orderBy" : "order", viewer);
  else if (view) demandOrderScopes(view.order, "viewId: the order of the view", viewer);
  return withDefaults(given ?? view?.order ?? []);
};

type ConditionArguments = Partial<Pick<QueryCustomersArgs, "where" | "filter" | "includeInactive">>;

/** Which customers a list has, by its arguments; refuses what cannot be answered, or would reveal what the viewer may not read. */
export const readListed = (
  { where, filter, includeInactive }: ConditionArguments,
  viewer: Viewer,
  view: ListView | undefined,
): Listed => {
  if (filter) checkFilter(filter, viewer);
  if (where) demandConditionScopes(where, "where", viewer);
  if (where) refuseFaults(conditionFaults(where, "where"));
  if (where && view) demandFewConditions([where, view.where], "where");
  const conditions = [
    ...(filter ? [conditionOf(filter)] : []),
    ...(where ? [where] : []),
    ...(view ? [view.where] : []),
  ];
  return {
    conditions,
    isOfViewer: conditions.some(namesViewer),
    onlyInUse: !includeInactive && !filter?.includeInactive && !view?.includeInactive && !conditions.some(namesStatus),
  };
};

/** A list by its arguments. */
export const readList = (args: QueryCustomersArgs, viewer: Viewer, view?: ListView): Page => {
  const orders = readOrders(args, viewer, view);
  const listed = readListed(args, viewer, view);
  const window = readWindow(args, cursorShape(orders));
  checkCursor(window.after, orders, "after");
  checkCursor(window.before, orders, "before");
  return { listed, orders, window };
};
