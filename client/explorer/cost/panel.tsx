import { useStore } from "../../pages/store.ts";
import "./cost.css";
import { lastOperation } from "./last-operation.ts";
import { milliseconds } from "./milliseconds.ts";
import { Plan } from "./plan.tsx";
import type { Explanation, Step } from "./shape.ts";
import { Sql } from "./sql.tsx";
import { Timeline } from "./timeline.tsx";

const STEPS: readonly Step[] = ["parse", "validate", "plan", "execute", "complete"];

const Summary = ({ explanation: { times, plan, fetches, sql, cost } }: { readonly explanation: Explanation }) => {
  const statements = sql.reduce((sum, { count }) => sum + count, 0);
  const taken = STEPS.filter((step) => times[step] !== null);
  return (
    <>
      <p className="cost-total">
        <strong>{milliseconds(times.total)}</strong> {fetches.length} fetches, {statements} SQL statements
      </p>
      <dl className="cost-steps">
        {taken.map((step) => (
          <div key={step}>
            <dt>{step}</dt>
            <dd>{milliseconds(times[step] ?? 0)}</dd>
          </div>
        ))}
        {cost && (
          <div>
            <dt>estimated cost</dt>
            <dd>
              {cost.estimated}
              {cost.limit !== null && ` of ${cost.limit}`}
            </dd>
          </div>
        )}
      </dl>
      {plan?.cached && <p>The plan was cached.</p>}
    </>
  );
};

const Parts = ({ explanation }: { readonly explanation: Explanation }) => (
  <>
    <Summary explanation={explanation} />
    <h3>Fetches</h3>
    <Timeline fetches={explanation.fetches} total={explanation.times.total} />
    <h3>Plan</h3>
    {explanation.plan ? <Plan trees={explanation.plan.trees} /> : <p>Refused before planning.</p>}
    <h3>SQL</h3>
    <Sql sql={explanation.sql} />
  </>
);

/** The panel next to the editor with the cost of the last operation. */
export const CostPanel = () => {
  const last = useStore(lastOperation);
  return (
    <section className="cost" aria-label="Cost">
      <h2>{last?.name ? `Cost of ${last.name}` : "Cost"}</h2>
      {!last && <p>Run an operation to see which subgraphs it queried and how long each step took.</p>}
      {last?.refusal && <p role="status">{last.refusal}</p>}
      {last && !last.refusal && !last.explanation && <p role="status">This server does not explain its responses.</p>}
      {last?.explanation && <Parts explanation={last.explanation} />}
    </section>
  );
};
