import { coerceInputValue, type GraphQLSchema, parseType, typeFromAST } from "graphql";
import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { quoted } from "../../../platform/values/quoted.ts";
import type { CustomerView } from "../entities.ts";
import { conditionFaults, scopesOf } from "../list/check-condition.ts";
import { orderFaults, withDefaults } from "../list/check-order.ts";
import type { Fault } from "../list/fault.ts";
import type { Order } from "../list/order.ts";
import type { ListView } from "../list/request.ts";
import type { CustomerCondition, CustomerOrder } from "../schema.generated.ts";

const misfit = ({ name, id }: CustomerView, field: string, message: string): Refusal =>
  new Refusal(
    "BAD_USER_INPUT",
    `The view ${quoted(name)}, ${id}, can no longer be used. ${field}: ${message} Save the view anew without it.`,
  );

/** A stored value as the schema has its type now. */
const coerced = <Value>(view: CustomerView, field: "where" | "order", type: string, schema: GraphQLSchema): Value => {
  const input = typeFromAST(schema, parseType(type) as never);
  if (!input) throw new Error(`the schema has no ${type}`);
  return coerceInputValue(view[field], input as never, (path, _, { message }) => {
    throw misfit(view, [field, ...path].join("."), message);
  }) as Value;
};

const demandNoFault = (view: CustomerView, [fault]: readonly Fault[]): void => {
  if (fault) throw misfit(view, fault.at, fault.message);
};

/** The order of a view, if lists can still be sorted so. */
export const orderOf = (view: CustomerView, schema: GraphQLSchema): Order[] => {
  const order = coerced<CustomerOrder[]>(view, "order", "[CustomerOrder!]!", schema);
  demandNoFault(view, orderFaults(order, "order"));
  return order.length > 0 ? withDefaults(order) : [];
};

/** Whether a viewer has the scopes of a view's conditions, and so may read them. */
export const mayReadCondition = ({ where }: CustomerView, { scopes }: Viewer): boolean =>
  scopesOf(where).every((scope) => scopes.has(scope));

/**
 * A view as a list takes it. Conditions that the viewer may not ask with are refused before anything is told of them. An order that the list does
 * not want is not looked at.
 */
export const listViewOf = (
  view: CustomerView,
  viewer: Viewer,
  { schema, needsOrder }: { readonly schema: GraphQLSchema; readonly needsOrder: boolean },
): ListView => {
  for (const scope of scopesOf(view.where)) demandScope(viewer, "viewId: the view", scope);
  const where = coerced<CustomerCondition>(view, "where", "CustomerCondition!", schema);
  demandNoFault(view, conditionFaults(where, "where"));
  return { where, order: needsOrder ? orderOf(view, schema) : [], includeInactive: view.includeInactive };
};
