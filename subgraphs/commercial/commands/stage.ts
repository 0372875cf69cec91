import type { FunnelStage, Relationship } from "../entities.ts";

/** The funnel, in order. */
const FUNNEL: readonly FunnelStage[] = ["SUSPECT", "LEAD", "HOT_PROSPECT", "PROSPECT", "CUSTOMER"];

/** Where a relationship begins, of which nothing is said. */
export const INITIAL = {
  funnelStage: "SUSPECT",
  relationKind: "CUSTOMER",
  isFormer: false,
  isClosed: false,
  mailingOptOut: false,
} as const satisfies Partial<Relationship>;

/** The dates that a move in the funnel sets: of the move itself, and of the first deal. */
export const datesOfMove = (
  stored: Pick<Relationship, "funnelStage" | "customerSince">,
  to: FunnelStage | undefined,
): Partial<Relationship> => {
  if (to === undefined) return {};
  const now = new Date();
  const upwards = FUNNEL.indexOf(to) > FUNNEL.indexOf(stored.funnelStage);
  return {
    ...(upwards ? { upgradeDate: now } : { downgradeDate: now }),
    ...(to === "CUSTOMER" && stored.customerSince === null && { customerSince: now }),
  };
};
