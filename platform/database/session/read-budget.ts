import { setMaxListeners } from "node:events";
import { Refusal } from "../../graphql/errors.ts";
import { rowTypes } from "../connections/value-parsers.ts";

/** What one request may read from the database in this process, in all of its statements together. */
export interface ReadBudget {
  /** Aborted when the request is, and when it has read too much: no statement of it runs on. */
  readonly signal: AbortSignal;
  /** How `pg` reads values: each is counted as it arrives, and none is kept once there are too many. */
  readonly types: typeof rowTypes;
  /** Gives what a statement that failed is to be answered with: the refusal where the budget is what ended it. */
  explain(error: unknown): unknown;
}

/** The text of a value is not all that it takes: about so much more goes into the row that holds it. */
const PER_VALUE = 16;

const refusal = (most: number): Refusal =>
  new Refusal(
    "OPERATION_REFUSED",
    `The request would read more than ${most} characters. Ask for fewer items with "first", or for long texts in separate requests.`,
    { extensions: { limit: most } },
  );

const createBudget = (most: number, request: AbortSignal): ReadBudget => {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = (): void => controller.abort(request.reason);
  if (request.aborted) abort();
  else request.addEventListener("abort", abort, { once: true });

  let left = most;
  const take = (characters: number): void => {
    left -= characters + PER_VALUE;
    if (left >= 0) return;
    controller.abort();
    throw refusal(most);
  };
  const counted = ((oid: number, format?: "text") => {
    const parse = rowTypes.getTypeParser(oid, format) as (text: string) => unknown;
    return (value: string) => {
      take(value.length);
      return parse(value);
    };
  }) as typeof rowTypes.getTypeParser;
  return {
    signal: controller.signal,
    types: { getTypeParser: counted },
    explain: (error) => (left < 0 ? refusal(most) : error),
  };
};

/** Gives each request its budget. A request is known by its signal; who has none, such as an export, reads as much as there is. */
export const createReadBudgets = (most: number): ((request: AbortSignal) => ReadBudget) => {
  const budgets = new WeakMap<AbortSignal, ReadBudget>();
  return (request) => {
    const budget = budgets.get(request) ?? createBudget(most, request);
    budgets.set(request, budget);
    return budget;
  };
};
