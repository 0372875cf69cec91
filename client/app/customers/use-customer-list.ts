import { skipToken } from "@apollo/client/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useNavigationType } from "react-router";
import { useCustomerSearchQuery, useCustomersQuery } from "../../react.ts";
import { useFailures } from "../graph/provider.tsx";
import { isSearch, type ListState, variablesOf } from "./list-state.ts";

/** The first page: enough for a tall screen, and soon there. */
const PAGE = 50;
/** The pages after it, which are on their way before they are needed. */
const NEXT = 100;

/** The customers that fit, page after page, and what is known of how the list goes on. */
export const useCustomerList = (state: ListState) => {
  const searching = isSearch(state);
  // On the way back the list is as it was left, down to the place in it; on any other way it is asked again.
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
  // An answer to an older question stands in for the new one only as long as that is on its way.
  const shown = current ?? (error ? undefined : before);

  const asked = useRef<string | null>(null);
  const [broken, setBroken] = useState(false);
  const fetchMore = searching ? found.fetchMore : listed.fetchMore;
  const end = current?.pageInfo.hasNextPage ? current.pageInfo.endCursor : null;

  // Each page is asked for once: it is there when the list has another end, not yet when the answer has come.
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
    /** There is an answer, if perhaps to the question before. */
    isThere: shown !== undefined,
    /** What is shown answers an older question, until the new answer comes. */
    isStale: current === undefined && shown !== undefined,
    hasMore: end !== null,
    /** The last page could not be fetched: `more` tries again. */
    broken,
    more,
    loading,
    /** Nothing can be shown. */
    failed: shown === undefined && error !== undefined,
    /** What is shown could not be asked again, so it may be out of date. */
    isOld: shown !== undefined && error !== undefined && failures.length === 0,
    retry: () => void refetch().catch(() => undefined),
    failures,
  };
};

export type CustomerList = ReturnType<typeof useCustomerList>;
