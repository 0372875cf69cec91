import { milliseconds } from "./milliseconds.ts";
import type { Statement, SubgraphSql } from "./shape.ts";
import { Subgraph } from "./subgraph.tsx";

const several = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const StatementText = ({ name, text, parameters, rows, duration, writes }: Statement) => (
  <li>
    <details>
      <summary>
        {name ?? text.slice(0, 40)} {writes && <em>writes</em>}
        <span className="cost-number">
          {several(rows, "row")}, {milliseconds(duration)}
        </span>
      </summary>
      <pre>{text}</pre>
      {parameters.length > 0 && <p>with {parameters.join(", ")}</p>}
    </details>
  </li>
);

/** Each subgraph's SQL statements in execution order. */
export const Sql = ({ sql }: { readonly sql: readonly SubgraphSql[] }) => (
  <>
    {sql.map(({ subgraph, count, duration, rows, statements }) => (
      <section key={subgraph} className="cost-sql">
        <h4>
          <Subgraph name={subgraph} /> {several(count, "statement")}
          <span className="cost-number">
            {several(rows, "row")}, {milliseconds(duration)}
          </span>
        </h4>
        <ol>
          {statements.map((statement, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same statement may have run twice.
            <StatementText key={at} {...statement} />
          ))}
        </ol>
      </section>
    ))}
  </>
);
