import { CustomerGraphError } from "./customer-graph-error.ts";

/** An error of the program that asks, not of the network: it comes back however often it is tried. */
export const usageError = (message: string, cause?: unknown): CustomerGraphError =>
  new CustomerGraphError("usage", message, { cause });

/** Runs a step of making a request; what it throws is an error of the program. */
export const asUsage = <Value>(make: () => Value, explain: (reason: string) => string): Value => {
  try {
    return make();
  } catch (error) {
    throw usageError(explain(error instanceof Error ? error.message : String(error)), error);
  }
};
