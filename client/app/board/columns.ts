import type { ApolloCache, Reference } from "@apollo/client";
import type { FunnelStage, OpenFunnelStage } from "../../index.ts";

/** A column as the cache keeps it. */
interface Column {
  readonly nodes?: readonly Reference[];
  readonly totalCount?: number;
}

/** Whether a list of the cache is a column of the board, by the name it is kept under: a condition on exactly one stage. */
const stageOf = (storeFieldName: string): string | undefined =>
  /^customers:.*"funnelStage":\{"in":\["(\w+)"\]\}.*"UPDATED_AT"/.exec(storeFieldName)?.[1];

/** Takes a customer out of the columns of one stage and puts it on top of those of another, in the cache. */
export const moveBetweenColumns = (cache: ApolloCache, id: string, from: OpenFunnelStage, to: FunnelStage): void => {
  const key = cache.identify({ __typename: "Customer", id });
  cache.modify({
    fields: {
      customers: (kept, { storeFieldName, toReference }) => {
        const { nodes, totalCount, ...rest } = kept as Column;
        const stage = stageOf(storeFieldName);
        if (!nodes || (stage !== from && stage !== to)) return kept;
        const others = nodes.filter((node) => node.__ref !== key);
        const card = toReference({ __typename: "Customer", id });
        const isNew = stage === to && others.length === nodes.length;
        const counted = (totalCount ?? 0) + (isNew ? 1 : 0) - (stage === from ? nodes.length - others.length : 0);
        return {
          ...rest,
          nodes: stage === to && card ? [card, ...others] : others,
          ...(totalCount !== undefined && { totalCount: counted }),
        };
      },
    },
  });
};
