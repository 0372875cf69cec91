import { CustomerGraphError } from "./customer-graph-error.ts";

/** A programming error rather than a network error: retrying does not help. */
export const usageError = (message: string, cause?: unknown): CustomerGraphError =>
  new CustomerGraphError("usage", message, { cause });

/** Runs a step of preparing a request; what it throws is a programming error. */
export const asUsage = <Value>(make: () => Value, explain: (reason: string) => string): Value => {
  try {
    return make();
  } catch (error) {
    throw usageError(explain(error instanceof Error ? error.message : String(error)), error);
  }
};
