import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import type { FunnelStage, Relationship } from "../entities.ts";

/** The funnel, in order. */
const FUNNEL: readonly FunnelStage[] = ["SUSPECT", "LEAD", "HOT_PROSPECT", "PROSPECT", "CUSTOMER"];

/** The default stage of a new relationship. */
export const INITIAL = {
  funnelStage: "SUSPECT",
  relationKind: "CUSTOMER",
  isFormer: false,
  isClosed: false,
  mailingOptOut: false,
} as const satisfies Partial<Relationship>;

/** A step in the funnel. The first one has no origin. */
export interface Move {
  readonly from: FunnelStage | null;
  readonly to: FunnelStage;
  readonly at: string;
}

/** The dates that a stage change sets: its own, and that of the first deal. */
export const datesOfMove = ({ customerSince }: Pick<Relationship, "customerSince">, { from, to, at }: Move) => ({
  ...(from !== null && (FUNNEL.indexOf(to) > FUNNEL.indexOf(from) ? { upgradeDate: at } : { downgradeDate: at })),
  ...(to === "CUSTOMER" && customerSince === null && { customerSince: at }),
});

/** Adds a step to the history of a customer, whose lock the caller holds: so no two steps take the same number. */
export const recordMove = (
  manager: EntityManager,
  { tenantId, subject }: Viewer,
  customerId: string,
  { from, to, at }: Move,
): Promise<unknown> =>
  manager.query(
    `insert into commercial.stage_change (tenant_id, customer_id, number, from_stage, to_stage, changed_at, changed_by)
     select $1, $2, coalesce(max(s.number), 0) + 1, $3, $4, $5, $6
     from commercial.stage_change s where s.tenant_id = $1 and s.customer_id = $2`,
    [tenantId, customerId, from, to, at, subject],
  );
