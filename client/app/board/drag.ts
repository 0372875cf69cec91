import type { FunnelStage } from "../../index.ts";
import type { Movable } from "./use-move.ts";

interface Dragged {
  readonly customer: Movable;
  readonly from: FunnelStage;
}

/** The card being dragged. A module variable is enough: there is only one pointer. */
export const drag: { current: Dragged | null } = { current: null };
