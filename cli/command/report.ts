import type { GraphQLError } from "graphql";
import { NotSent, TransportError } from "../../gateway/transport/transport.ts";
import { oncePerCause } from "../../platform/observability/log/once-per-cause.ts";
import type { Log } from "../../platform/observability/log.ts";

/**
 * The last is a subgraph's report on a request that ended early: the gateway counts it and reports it once, not for
 * every field.
 */
const EXPECTED: ReadonlySet<unknown> = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "OPERATION_REFUSED",
  "DOWNSTREAM_SERVICE_UNAVAILABLE",
]);

/**
 * Logs what subgraphs report, under the request's id: refusals at a low level, because they are normal responses,
 * outages once, and everything else in full.
 */
export const reportTo = (log: Log) => {
  const outages = new Map<string, (error: Error) => void>();

  const reportOutage = (service: string, error: TransportError): void => {
    const report =
      outages.get(service) ??
      oncePerCause((err, leftOut) => log.error({ service, leftOut, err }, "a subgraph does not answer"));
    outages.set(service, report);
    report(error);
  };

  return (service: string, error: unknown, request: string, count: number): void => {
    const code = (error as GraphQLError | undefined)?.extensions?.code;
    if (EXPECTED.has(code) || error instanceof NotSent)
      log.debug({ request, service, code, count }, "a subgraph refused");
    else if (error instanceof TransportError && EXPECTED.has(error.code)) reportOutage(service, error);
    else log.error({ request, service, count, err: error }, "a subgraph failed");
  };
};
