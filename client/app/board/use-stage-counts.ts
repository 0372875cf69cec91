import type { FunnelStage } from "../../index.ts";
import { useFunnelStageCountsQuery } from "../../react.ts";

/** How many customers are at each stage, all of them or an account manager's; nothing until that is known. */
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
