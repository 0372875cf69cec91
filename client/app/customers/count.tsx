import { skipToken } from "@apollo/client/react";
import { useCustomerCountQuery } from "../../react.ts";
import { formatNumber } from "../ui/format.ts";
import { conditionOf, isSearch, type ListState } from "./list-state.ts";
import type { CustomerList } from "./use-customer-list.ts";

const customersIn = (count: number, more = ""): string =>
  `${formatNumber(count)}${more} customer${count === 1 ? "" : "s"}`;

/** Total number of customers. Queried after the list has loaded, so that counting does not delay the list. */
export const Count = ({ state, list }: { state: ListState; list: CustomerList }) => {
  const waits = isSearch(state) || !list.isThere || list.isStale;
  const { data } = useCustomerCountQuery(
    waits ? skipToken : { variables: conditionOf(state), errorPolicy: "all", fetchPolicy: "cache-and-network" },
  );

  const counted = waits ? undefined : data?.customers;
  const found = isSearch(state) && list.isThere && !list.isStale;
  return (
    <p className="count" role="status">
      {found && `${customersIn(list.customers.length, list.hasMore ? "+" : "")} found`}
      {counted && `${counted.totalCountIsEstimate ? "About " : ""}${customersIn(counted.totalCount)}`}
    </p>
  );
};
