import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import type { QueryCustomersArgs } from "../schema.generated.ts";
import { checkCondition, namesStatus, namesViewer } from "./check-condition.ts";
import { checkFilter } from "./check-filter.ts";
import type { Page } from "./customers-page.ts";
import { conditionOf } from "./legacy-filter.ts";
import { checkCursor, cursorShape, type Order } from "./order.ts";
import type { Listed } from "./statement.ts";
import { readWindow } from "./window.ts";

const BY_NAME: Order = { field: "NAME", direction: "ASC" };

/** The orders that need a scope, because they reveal what it protects. */
const OF_FINANCE: ReadonlySet<string> = new Set(["CREDIT_LIMIT"]);
const MOST_KEYS = 4;

const readOrders = ({ order, orderBy }: QueryCustomersArgs, viewer: Viewer): readonly Order[] => {
  if (order && orderBy) throw new Refusal("BAD_USER_INPUT", "order: orderBy is given as well. Give one of the two.");
  const [orders, argument] = orderBy ? [[orderBy], "orderBy"] : [order ?? [], "order"];
  if (orders.length > MOST_KEYS)
    throw new Refusal("BAD_USER_INPUT", `order: ${orders.length} keys are too many. Give at most ${MOST_KEYS}.`);
  const fields = orders.map(({ field }) => field ?? "NAME");
  const twice = fields.find((field, index) => fields.indexOf(field) < index);
  if (twice) throw new Refusal("BAD_USER_INPUT", `order: ${twice} is given twice. Give each key once.`);
  const secret = fields.find((field) => OF_FINANCE.has(field));
  if (secret) demandScope(viewer, `${argument}: ${secret}`, "finance:read");
  return orders.length > 0
    ? orders.map(({ direction }, index) => ({ field: fields[index] ?? "NAME", direction: direction ?? "ASC" }))
    : [BY_NAME];
};

type ConditionArguments = Partial<Pick<QueryCustomersArgs, "where" | "filter" | "includeInactive">>;

/** Which customers a list has, by its arguments; refuses what cannot be answered, or would reveal what the viewer may not read. */
export const readListed = ({ where, filter, includeInactive }: ConditionArguments, viewer: Viewer): Listed => {
  if (filter) checkFilter(filter, viewer);
  if (where) checkCondition(where, "where", viewer);
  const conditions = [...(filter ? [conditionOf(filter)] : []), ...(where ? [where] : [])];
  return {
    conditions,
    isOfViewer: conditions.some(namesViewer),
    onlyInUse: !includeInactive && !filter?.includeInactive && !conditions.some(namesStatus),
  };
};

/** A list by its arguments. */
export const readList = (args: QueryCustomersArgs, viewer: Viewer): Page => {
  const orders = readOrders(args, viewer);
  const listed = readListed(args, viewer);
  const window = readWindow(args, cursorShape(orders));
  checkCursor(window.after, orders, "after");
  checkCursor(window.before, orders, "before");
  return { listed, orders, window };
};
