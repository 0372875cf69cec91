import { useCustomerStageHistoryLazyQuery } from "../../react.ts";
import { Moment } from "../ui/moment.tsx";
import { More } from "../ui/more.tsx";
import { STAGES, wordFor } from "../ui/words.ts";
import { useOnPage } from "./context.ts";
import type { Relationship } from "./types.ts";

/** History of funnel stages, newest first. */
export const StageHistory = ({ history }: { history: Relationship["funnelStageHistory"] }) => {
  const { id } = useOnPage().customer;
  const [ask] = useCustomerStageHistoryLazyQuery({ fetchPolicy: "network-only" });
  if (history.nodes.length === 0) return null;
  return (
    <details className="history">
      <summary>Stage history</summary>
      <ol className="timeline">
        {history.nodes.map(({ from, to, changedAt, actor }) => (
          <li key={`${changedAt} ${to}`}>
            <strong>{wordFor(STAGES, to)}</strong>
            {from && <span className="quiet"> from {wordFor(STAGES, from)}</span>}
            <span className="quiet block">
              <Moment at={changedAt} by={actor} />
            </span>
          </li>
        ))}
      </ol>
      <More page={history.pageInfo} ask={(after) => ask({ variables: { id, after } })} />
    </details>
  );
};
