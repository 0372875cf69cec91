import type { OpenCustomerStatus, OpenFunnelStage } from "../../index.ts";
import { STAGES, STATUSES, wordFor } from "./words.ts";

/** Badge for a funnel stage, with its colour and label. */
export const StageMark = ({ stage }: { stage: OpenFunnelStage }) => (
  <span className="mark stage-mark" data-stage={stage}>
    {wordFor(STAGES, stage)}
  </span>
);

/** Badge for a customer's status. Only unusual statuses stand out. */
export const StatusMark = ({ status }: { status: OpenCustomerStatus }) => (
  <span className="mark status-mark" data-status={status}>
    {wordFor(STATUSES, status)}
  </span>
);
