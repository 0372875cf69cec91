import type { FunnelStage } from "../../index.ts";
import type { Movable } from "./use-move.ts";

interface Dragged {
  readonly customer: Movable;
  readonly from: FunnelStage;
}

/** The card that is being dragged. There is one pointer, so there is one card. */
export const drag: { current: Dragged | null } = { current: null };
