import type { OpenCustomerStatus, OpenFunnelStage } from "../../index.ts";
import { STAGES, STATUSES, wordFor } from "./words.ts";

/** The stage of a relationship, in its colour and its word. */
export const StageMark = ({ stage }: { stage: OpenFunnelStage }) => (
  <span className="mark stage-mark" data-stage={stage}>
    {wordFor(STAGES, stage)}
  </span>
);

/** The status of a customer. Only what is out of the ordinary stands out. */
export const StatusMark = ({ status }: { status: OpenCustomerStatus }) => (
  <span className="mark status-mark" data-status={status}>
    {wordFor(STATUSES, status)}
  </span>
);
