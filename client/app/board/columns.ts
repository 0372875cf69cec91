import type { ApolloCache, Reference } from "@apollo/client";
import type { FunnelStage, FunnelStageCountsQuery, OpenFunnelStage } from "../../index.ts";

/** A column as stored in the cache. */
interface Column {
  readonly nodes?: readonly Reference[];
}

type Groups = FunnelStageCountsQuery["customerGroups"];

/** The stage of a cached list, read from its store field name. Undefined for lists that are not columns. */
const stageOf = (storeFieldName: string): string | undefined =>
  /"order":\{"direction":"DESC","field":"UPDATED_AT"\}.*"funnelStage":\{"in":\["(\w+)"\]\}/.exec(storeFieldName)?.[1];

const isByStage = (storeFieldName: string): boolean => storeFieldName.includes('"by":"FUNNEL_STAGE"');

const plus = (groups: Groups, stage: string, difference: number): Groups => {
  const group = groups.find(({ values }) => values[0] === stage);
  const changed = { __typename: "CustomerGroup" as const, values: [stage], count: (group?.count ?? 0) + difference };
  return [...groups.filter((each) => each !== group), changed];
};

const counted = (groups: Groups, from: string, to: string): Groups => plus(plus(groups, from, -1), to, 1);

/**
 * Updates the cache for a move: takes the customer out of the columns of one stage, puts it on top
 * of those of the other, and adjusts both counts.
 */
export const moveBetweenColumns = (cache: ApolloCache, id: string, from: OpenFunnelStage, to: FunnelStage): void => {
  const key = cache.identify({ __typename: "Customer", id });
  cache.modify({
    fields: {
      customers: (kept, { storeFieldName, toReference }) => {
        const { nodes } = kept as Column;
        const stage = stageOf(storeFieldName);
        if (!nodes || (stage !== from && stage !== to)) return kept;
        const others = nodes.filter((node) => node.__ref !== key);
        const card = toReference({ __typename: "Customer", id });
        return { ...kept, nodes: stage === to && card ? [card, ...others] : others };
      },
      customerGroups: (kept, { storeFieldName }) =>
        isByStage(storeFieldName) ? counted(kept as Groups, from, to) : kept,
    },
  });
};
