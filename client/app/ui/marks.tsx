import type { CustomerStatus, FunnelStage } from "../../index.ts";
import { STAGES, STATUSES } from "./words.ts";

/** The stage of a relationship, in its colour and its word. */
export const StageMark = ({ stage }: { stage: FunnelStage }) => (
  <span className="mark stage-mark" data-stage={stage}>
    {STAGES[stage]}
  </span>
);

/** The status of a customer. Only what is out of the ordinary stands out. */
export const StatusMark = ({ status }: { status: CustomerStatus }) => (
  <span className="mark status-mark" data-status={status}>
    {STATUSES[status]}
  </span>
);
