import { memo } from "react";
import { Link } from "react-router";
import type { CustomerSummaryFragment } from "../../index.ts";
import type { Failure } from "../graph/failures.ts";
import { Avatar } from "../ui/avatar.tsx";
import { StageMark, StatusMark } from "../ui/marks.tsx";

interface Props {
  readonly customer: CustomerSummaryFragment & {
    readonly primaryEmail?: string | null;
    readonly primaryPhone?: string | null;
  };
  readonly failures: readonly Failure[];
  /** Offset from the top of the list in pixels. */
  readonly top: number;
  readonly position: number;
  /** Total number of customers; -1 while unknown, as for `aria-setsize`. */
  readonly total: number;
}

/** A row of the list. Memoized, so that scrolling does not re-render it. */
export const CustomerRow = memo(({ customer, failures, top, position, total }: Props) => {
  const { id, displayName, code, accountNumber, party, relationship, primaryEmail, primaryPhone, status } = customer;
  const lacks = (field: string) => failures.some((failure) => failure.field === field);
  const keys = [code, accountNumber].filter(Boolean).join(" · ");

  return (
    <li className="row" style={{ transform: `translateY(${top}px)` }} aria-posinset={position} aria-setsize={total}>
      <Avatar name={displayName} kind={party.__typename} />
      <div className="who">
        <Link to={`/customers/${id}`}>{displayName}</Link>
        <span className="quiet">{keys || (party.displayName !== displayName ? party.displayName : "")}</span>
      </div>
      <div className="stage">
        {relationship && <StageMark stage={relationship.funnelStage} />}
        {!relationship && lacks("relationship") && <span className="quiet">Not available</span>}
      </div>
      <div className="manager">
        <span className="unseen">Account manager: </span>
        {relationship?.accountManager?.name ?? <span className="quiet">{relationship ? "Nobody" : ""}</span>}
      </div>
      <div className="reach">
        <span>{primaryEmail}</span>
        <span className="quiet">{primaryPhone}</span>
        {!primaryEmail && !primaryPhone && lacks("primaryEmail") && <span className="quiet">Not available</span>}
      </div>
      <div className="status">
        <StatusMark status={status} />
      </div>
    </li>
  );
});
