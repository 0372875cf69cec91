import { milliseconds } from "./milliseconds.ts";
import type { Fetch } from "./shape.ts";
import { barOf, Subgraph } from "./subgraph.tsx";

const share = (part: number, total: number): string => `${Math.min(100, (100 * part) / Math.max(total, 0.001))}%`;

const askedOf = ({ representations, results }: Fetch): string =>
  representations === null ? "root fields" : `${results} of ${representations}`;

/** Gantt chart of the fetches, from start to end of the request. */
export const Timeline = ({ fetches, total }: { readonly fetches: readonly Fetch[]; readonly total: number }) => (
  <ol className="cost-timeline">
    {fetches.map((fetch) => (
      <li key={`${fetch.planId} ${fetch.start}`}>
        <span>
          <Subgraph name={fetch.subgraph} /> {askedOf(fetch)}
        </span>
        <span className="cost-number">{milliseconds(fetch.duration)}</span>
        <span className="cost-track" aria-hidden="true">
          <span
            className={barOf(fetch.subgraph)}
            style={{ marginInlineStart: share(fetch.start, total), width: share(fetch.duration, total) }}
          />
        </span>
        {fetch.errors.map(({ code, message }) => (
          <span className="cost-error" key={message}>
            {code}: {message}
          </span>
        ))}
      </li>
    ))}
  </ol>
);
