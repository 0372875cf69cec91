import { type DragEvent, useState } from "react";
import type { FunnelStage } from "../../index.ts";
import { useFunnelColumnQuery } from "../../react.ts";
import { useFailures } from "../graph/provider.tsx";
import { Failed } from "../ui/failed.tsx";
import { formatNumber } from "../ui/format.ts";
import { More } from "../ui/more.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { STAGES } from "../ui/words.ts";
import { BoardCard } from "./card.tsx";
import { drag } from "./drag.ts";
import { useMove } from "./use-move.ts";

interface ColumnProps {
  readonly stage: FunnelStage;
  readonly managerId: string | null;
  /** Number of customers at the stage; undefined until loaded. */
  readonly count: number | undefined;
}

/** The customers at one stage, most recently changed first. Also the drop target for cards. */
export const BoardColumn = ({ stage, managerId, count }: ColumnProps) => {
  const variables = { stage, ...(managerId && { accountManagerId: managerId }) };
  const options = { errorPolicy: "all", fetchPolicy: "cache-and-network", nextFetchPolicy: "cache-first" } as const;
  const { data, loading, error, fetchMore, refetch } = useFunnelColumnQuery({ variables, ...options });
  const failures = useFailures("FunnelColumn");
  const move = useMove();
  const [isOver, setOver] = useState(false);

  const over = (event: DragEvent) => {
    if (!drag.current) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = drag.current;
    if (dropped) void move(dropped.customer, dropped.from, stage);
  };

  const customers = data?.customers;
  const retry = () => void refetch().catch(() => undefined);
  return (
    <section
      className="column"
      data-stage={stage}
      data-over={isOver}
      aria-label={STAGES[stage]}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>
        {STAGES[stage]} <span className="quiet number">{count !== undefined && formatNumber(count)}</span>
      </h2>
      {!customers && loading && <Skeleton lines={5} />}
      {!customers && !loading && (error || failures.length > 0) && <Failed what="This column" retry={retry} />}
      {customers?.nodes.length === 0 && !loading && <p className="empty">No customers in this stage.</p>}
      <ul>
        {customers?.nodes.map((customer) => (
          <BoardCard key={customer.id} customer={customer} stage={stage} />
        ))}
      </ul>
      {customers && (
        <More page={customers.pageInfo} ask={(after) => fetchMore({ variables: { after } })} of={STAGES[stage]} />
      )}
    </section>
  );
};
