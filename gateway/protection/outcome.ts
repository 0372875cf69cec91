import { Aborted } from "../../platform/graphql/aborted.ts";
import { isTimeout } from "../../platform/http/limits/deadline.ts";
import type { GatewayContext } from "../request/context.ts";
import type { Affects, SubgraphOperation, SubgraphResponse } from "../transport/transport.ts";
import { TransportError } from "../transport/transport.ts";

/** What a fetch says about its subgraph: that it responds, that it fails, for all or for one tenant, or nothing. */
export type Verdict = "answered" | "nothing" | Exclude<Affects, "one">;

const isUnavailable = (error: unknown): boolean =>
  (error as { extensions?: { code?: unknown } } | null)?.extensions?.code === "DOWNSTREAM_SERVICE_UNAVAILABLE";

/**
 * Ended with its request: that says something about a subgraph only if the request timed out and the fetch had its full
 * time.
 */
const ofAborted = ({ signal }: GatewayContext, isLate: boolean): Verdict =>
  signal && isTimeout(signal) && isLate ? "tenant" : "nothing";

export const verdictOfError = (error: unknown, context: GatewayContext, isLate: boolean): Verdict => {
  if (context.signal?.aborted || error instanceof Aborted) return ofAborted(context, isLate);
  if (!(error instanceof TransportError)) return "nothing";
  return error.affects === "one" ? "nothing" : error.affects;
};

/**
 * A subgraph that reports failure because its database fails may still work for another tenant. For a write that says
 * nothing: on a full disk, or behind others' locks, reads still work.
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
