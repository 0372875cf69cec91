import { demandScope } from "../../../platform/auth/scopes.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { type ListView, readListed } from "../list/request.ts";
import type { Listed } from "../list/statement.ts";
import type { CustomerGroupKey, CustomerSum, QueryCustomerGroupsArgs } from "../schema.generated.ts";
import { AMOUNTS, GROUP_KEYS } from "./keys.ts";

/** Which customers are grouped, and how. */
export interface Grouping {
  readonly listed: Listed;
  readonly by: readonly CustomerGroupKey[];
  readonly sums: readonly CustomerSum[];
}

const MOST_KEYS = 2;

const refuseRepeated = (argument: string, names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice) throw new Refusal("BAD_USER_INPUT", `${argument}: ${twice} is given twice. Give each once.`);
};

/** A grouping by its arguments; refuses what cannot be answered, or would reveal what the viewer may not read. */
export const readGrouping = (
  { by, sums, ...args }: QueryCustomerGroupsArgs,
  viewer: Viewer,
  view?: ListView,
): Grouping => {
  if (by.length === 0 || by.length > MOST_KEYS)
    throw new Refusal("BAD_USER_INPUT", `by: ${by.length} keys are given. Give one or ${MOST_KEYS}.`);
  refuseRepeated("by", by);
  refuseRepeated("sums", sums ?? []);
  for (const key of by) {
    const { scope } = GROUP_KEYS[key];
    if (scope) demandScope(viewer, `by: ${key}`, scope);
  }
  for (const sum of sums ?? []) {
    const { scope } = AMOUNTS[sum];
    if (scope) demandScope(viewer, `sums: ${sum}`, scope);
  }
  return { listed: readListed(args, viewer, view), by, sums: sums ?? [] };
};
