import { useApolloClient } from "@apollo/client/react";
import type { FunnelStage, OpenFunnelStage } from "../../index.ts";
import { useCustomerFunnelStageSetMutation } from "../../react.ts";
import { outcomeOf } from "../edit/outcome.ts";
import { announce } from "../shell/announcements.tsx";
import { STAGES, wordFor } from "../ui/words.ts";
import { moveBetweenColumns } from "./columns.ts";

/** The fields of a customer that a move needs. */
export interface Movable {
  readonly id: string;
  readonly displayName: string;
  readonly version: number;
  readonly updatedAt: string;
}

/**
 * Moves a customer optimistically; reverts the cache and announces the reason if the server
 * refuses. Resolves to whether the move succeeded.
 */
export const useMove = () => {
  const [change] = useCustomerFunnelStageSetMutation({ errorPolicy: "all" });
  const client = useApolloClient();

  return async ({ id, displayName, version, updatedAt }: Movable, from: OpenFunnelStage, stage: FunnelStage) => {
    if (from === stage) return true;
    const answer = change({
      variables: { input: { customerId: id, funnelStage: stage, expectedVersion: version } },
      optimisticResponse: {
        customerFunnelStageSet: {
          __typename: "CustomerFunnelStageSetPayload",
          customer: {
            __typename: "Customer",
            id,
            version: version + 1,
            updatedAt,
            relationship: {
              __typename: "CommercialRelationship",
              funnelStage: stage,
              upgradeDate: null,
              downgradeDate: null,
              customerSince: null,
              funnelStageHistory: {
                __typename: "FunnelStageChangeConnection",
                nodes: [{ __typename: "FunnelStageChange", from, to: stage, changedAt: updatedAt, actor: null }],
                pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
              },
            },
          },
          userErrors: [],
        },
      },
      update: (cache, { data }) => {
        if (data?.customerFunnelStageSet.customer) moveBetweenColumns(cache, id, from, stage);
      },
    });

    const { payload, refusals } = await outcomeOf(answer, (data) => data.customerFunnelStageSet, []);
    if (!refusals) {
      announce(`${displayName} moved to ${STAGES[stage]}.`);
      return true;
    }
    const conflict = payload?.userErrors.some(({ code }) => code === "CONFLICT");
    if (conflict) void client.refetchQueries({ include: "active" });
    const why = conflict
      ? "Somebody else changed it in the meantime. Check it and try again."
      : refusals.whole.join(" ");
    announce(`${displayName} stays at ${wordFor(STAGES, from)}. ${why}`, { urgent: true });
    return false;
  };
};
