import type { FunnelStage } from "../../index.ts";
import { useFunnelStageCountsQuery } from "../../react.ts";

/** Number of customers at each stage, in total or for one account manager; undefined until loaded. */
export const useStageCounts = (managerId: string | null): ((stage: FunnelStage) => number) | undefined => {
  const { data } = useFunnelStageCountsQuery({
    variables: managerId ? { accountManagerId: managerId } : {},
    errorPolicy: "all",
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const groups = data?.customerGroups;
  return groups && ((stage) => groups.find(({ values }) => values[0] === stage)?.count ?? 0);
};
