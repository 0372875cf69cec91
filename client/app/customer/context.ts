import { createContext, useContext } from "react";
import type { Failure } from "../graph/failures.ts";
import type { Customer } from "./types.ts";

interface OnPage {
  readonly customer: Customer;
  /** Fields that failed in the last response. */
  readonly failures: readonly Failure[];
  /** Whether a request is in flight, so that missing data may still arrive. */
  readonly loading: boolean;
  readonly retry: () => void;
}

const CustomerContext = createContext<OnPage | null>(null);

export const CustomerProvider = CustomerContext.Provider;

/** The customer shown on the current page. Throws outside of `CustomerProvider`. */
export const useOnPage = (): OnPage => {
  const onPage = useContext(CustomerContext);
  if (!onPage) throw new Error("This belongs on the page of a customer.");
  return onPage;
};
