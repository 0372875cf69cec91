import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { together } from "../../common/batch/together.ts";
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

interface MoveOf extends Move {
  readonly viewer: Viewer;
  readonly customerId: string;
}

const recordMoves = async (manager: EntityManager, moves: readonly MoveOf[]): Promise<readonly undefined[]> => {
  const viewer = moves[0]?.viewer;
  await manager.query(
    `insert into commercial.stage_change (tenant_id, customer_id, number, from_stage, to_stage, changed_at, changed_by)
     select $1, m.customer_id, coalesce(last.number, 0) + 1, m.from_stage, m.to_stage, m.changed_at, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) m (customer_id, from_stage, to_stage, changed_at)
       left join lateral (
         select max(s.number) as number from commercial.stage_change s
         where s.tenant_id = $1 and s.customer_id = m.customer_id
       ) last on true`,
    [
      viewer?.tenantId,
      viewer?.subject,
      moves.map(({ customerId }) => customerId),
      moves.map(({ from }) => from),
      moves.map(({ to }) => to),
      moves.map(({ at }) => at),
    ],
  );
  return moves.map(() => undefined);
};

/** Adds a step to the history of a customer, whose lock the caller holds: so no two steps take the same number. */
export const recordMove = (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  move: Move,
): Promise<undefined> => together(manager, { ...move, viewer, customerId }, recordMoves);
