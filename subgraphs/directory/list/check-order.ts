import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Scope, Viewer } from "../../../platform/auth/viewer.ts";
import type { CustomerOrder } from "../schema.generated.ts";
import type { Fault } from "./fault.ts";
import type { Order } from "./order.ts";

const MOST_KEYS = 4;

/** The scopes of orders that reveal what they protect. */
const SCOPES: Readonly<Record<string, Scope>> = { CREDIT_LIMIT: "finance:read" };

const BY_NAME: Order = { field: "NAME", direction: "ASC" };

const fieldsOf = (orders: readonly CustomerOrder[]) => orders.map(({ field }) => field ?? "NAME");

/** Everything because of which a list cannot be sorted so. */
export const orderFaults = (orders: readonly CustomerOrder[], at: string): Fault[] => {
  const params = { expected: "LIST", max: String(MOST_KEYS), actual: String(orders.length) } as const;
  if (orders.length > MOST_KEYS)
    return [{ at, message: `${orders.length} keys are too many. Give at most ${MOST_KEYS}.`, params }];
  const fields = fieldsOf(orders);
  const twice = fields.find((field, index) => fields.indexOf(field) < index);
  if (!twice) return [];
  return [{ at, message: `${twice} is given twice. Give each key once.`, params: { actual: twice } }];
};

/** Refuses an order that would reveal what the viewer may not read. `at` is said of it, with the key behind it. */
export const demandOrderScopes = (orders: readonly CustomerOrder[], at: string, viewer: Viewer): void => {
  for (const field of fieldsOf(orders)) {
    const scope = SCOPES[field];
    if (scope) demandScope(viewer, `${at}: ${field}`, scope);
  }
};

/** The order with its defaults: by name, if there is none. */
export const withDefaults = (orders: readonly CustomerOrder[]): Order[] =>
  orders.length > 0
    ? orders.map(({ field, direction }) => ({ field: field ?? "NAME", direction: direction ?? "ASC" }))
    : [BY_NAME];
