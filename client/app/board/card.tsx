import { useState } from "react";
import { Link } from "react-router";
import type { CustomerCardFragment, FunnelStage } from "../../index.ts";
import { formatMoney } from "../ui/format.ts";
import { drag } from "./drag.ts";
import { MoveMenu } from "./move-menu.tsx";

/**
 * Returns focus to a card that moved to another column, so that keyboard users continue where the
 * card is.
 */
const focusCard = (id: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${id}"] .opens-menu`)?.focus());
};

/** A customer's card on the board. */
export const BoardCard = ({ customer, stage }: { customer: CustomerCardFragment; stage: FunnelStage }) => {
  const [isDragged, setDragged] = useState(false);
  const { id, displayName, relationship } = customer;
  const { accountManager, annualRevenue, statusLabel, healthScore } = relationship ?? {};
  return (
    <li
      className="card"
      data-card={id}
      data-dragged={isDragged}
      draggable
      onDragStart={({ dataTransfer }) => {
        drag.current = { customer, from: stage };
        dataTransfer.effectAllowed = "move";
        dataTransfer.setData("text/plain", displayName);
        setDragged(true);
      }}
      onDragEnd={() => {
        drag.current = null;
        setDragged(false);
      }}
    >
      <div className="card-head">
        <Link to={`/customers/${id}`} draggable={false}>
          {displayName}
        </Link>
        <MoveMenu customer={customer} from={stage} onMoved={() => focusCard(id)} />
      </div>
      <p className="quiet">{accountManager?.name}</p>
      <p className="card-foot">
        {annualRevenue && <span>{formatMoney(annualRevenue)}</span>}
        {statusLabel && <span className="mark">{statusLabel.name}</span>}
        {healthScore !== null && healthScore !== undefined && <span className="quiet">Health {healthScore}</span>}
      </p>
    </li>
  );
};
