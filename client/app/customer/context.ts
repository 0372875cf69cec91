import { createContext, useContext } from "react";
import type { Failure } from "../graph/failures.ts";
import type { Customer } from "./types.ts";

interface OnPage {
  readonly customer: Customer;
  /** What the last answer about it lacked. */
  readonly failures: readonly Failure[];
  /** It is being asked again: what is missing may yet come. */
  readonly loading: boolean;
  readonly retry: () => void;
}

const CustomerContext = createContext<OnPage | null>(null);

export const CustomerProvider = CustomerContext.Provider;

/** The customer whose page this is. */
export const useOnPage = (): OnPage => {
  const onPage = useContext(CustomerContext);
  if (!onPage) throw new Error("This belongs on the page of a customer.");
  return onPage;
};
