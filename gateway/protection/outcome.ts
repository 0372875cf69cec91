import { Aborted } from "../../platform/graphql/aborted.ts";
import { isTimeout } from "../../platform/http/limits/deadline.ts";
import type { GatewayContext } from "../request/context.ts";
import type { Affects, SubgraphOperation, SubgraphResponse } from "../transport/transport.ts";
import { TransportError } from "../transport/transport.ts";

/** What a fetch says of its subgraph: that it answers, that it does not, be it to all or to one tenant, or nothing. */
export type Verdict = "answered" | "nothing" | Exclude<Affects, "one">;

const isUnavailable = (error: unknown): boolean =>
  (error as { extensions?: { code?: unknown } } | null)?.extensions?.code === "DOWNSTREAM_SERVICE_UNAVAILABLE";

/** Ended with its request: only a request whose time is over tells of a subgraph, and only if that had its share of the time. */
const ofAborted = ({ signal }: GatewayContext, isLate: boolean): Verdict =>
  signal && isTimeout(signal) && isLate ? "tenant" : "nothing";

export const verdictOfError = (error: unknown, context: GatewayContext, isLate: boolean): Verdict => {
  if (context.signal?.aborted || error instanceof Aborted) return ofAborted(context, isLate);
  if (!(error instanceof TransportError)) return "nothing";
  return error.affects === "one" ? "nothing" : error.affects;
};

/**
 * A subgraph that answers that it cannot, because its database does not, may be able to for another tenant. Of a write that says nothing:
 * on a full disk, or behind the locks of others, reads go on.
 */
export const verdictOfResult = (
  { errors }: SubgraphResponse,
  context: GatewayContext,
  isLate: boolean,
  kind: SubgraphOperation["kind"],
): Verdict => {
  if (errors === undefined) return "answered";
  if (context.signal?.aborted) return ofAborted(context, isLate);
  if (!Array.isArray(errors) || !errors.some(isUnavailable)) return "answered";
  return kind === "mutation" ? "nothing" : "tenant";
};
