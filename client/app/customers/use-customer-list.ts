import { skipToken } from "@apollo/client/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigationType } from "react-router";
import { useCustomerSearchQuery, useCustomersQuery } from "../../react.ts";
import { useFailures } from "../graph/provider.tsx";
import { isSearch, type ListState, variablesOf } from "./list-state.ts";

/** Size of the first page: fills a tall screen and responds quickly. */
const PAGE = 50;
/** Size of later pages, which are prefetched. */
const NEXT = 100;

/** The customers that match the list state, page by page, and the loading state. */
export const useCustomerList = (state: ListState) => {
  const searching = isSearch(state);
  // On back and forward the list comes from the cache, so that the scroll position fits; otherwise
  // it is refetched.
  const fetchPolicy = useNavigationType() === "POP" ? "cache-first" : "cache-and-network";
  const options = { errorPolicy: "all", fetchPolicy, nextFetchPolicy: "cache-first" } as const;

  const listed = useCustomersQuery(
    searching ? skipToken : { ...options, variables: { ...variablesOf(state), first: PAGE } },
  );
  const found = useCustomerSearchQuery(
    searching
      ? { ...options, variables: { text: state.text.trim(), includeInactive: state.inactive, first: PAGE } }
      : skipToken,
  );
  const failures = useFailures(searching ? "CustomerSearch" : "Customers");

  const current = searching ? found.data?.customerSearch : listed.data?.customers;
  const before = searching
    ? (found.previousData?.customerSearch ?? listed.previousData?.customers)
    : (listed.previousData?.customers ?? found.previousData?.customerSearch);
  const { error, refetch, loading } = searching ? found : listed;
  // The previous result is shown only while the current one is loading, not after it failed.
  const shown = current ?? (error ? undefined : before);

  const asked = useRef<string | null>(null);
  const [broken, setBroken] = useState(false);
  const fetchMore = searching ? found.fetchMore : listed.fetchMore;
  const end = current?.pageInfo.hasNextPage ? current.pageInfo.endCursor : null;

  // Fetches each page once. It has arrived when the end cursor changes, which is later than when
  // the promise resolves.
  const more = useCallback(async () => {
    if (end === null || end === asked.current) return;
    asked.current = end;
    setBroken(false);
    try {
      await fetchMore({ variables: { after: end, first: NEXT }, errorPolicy: "all" });
    } catch {
      asked.current = null;
      setBroken(true);
    }
  }, [end, fetchMore]);
  useEffect(() => {
    if (end !== asked.current) asked.current = null;
  }, [end]);

  return {
    customers: shown?.nodes ?? [],
    /** Whether there is data to show, possibly of the previous query. */
    isThere: shown !== undefined,
    /** Whether the data shown belongs to the previous query. */
    isStale: current === undefined && shown !== undefined,
    hasMore: end !== null,
    /** Whether the last page failed to load; `more` retries. */
    broken,
    more,
    loading,
    /** Whether the query failed and there is nothing to show. */
    failed: shown === undefined && error !== undefined,
    /** Whether a refetch failed, so that the data shown may be out of date. */
    isOld: shown !== undefined && error !== undefined && failures.length === 0,
    retry: () => void refetch().catch(() => undefined),
    failures,
  };
};

export type CustomerList = ReturnType<typeof useCustomerList>;
