import type { GraphQLError } from "graphql";
import { NotSent } from "../gateway/transport/transport.ts";
import type { Log } from "../platform/log.ts";

/** The last is what a subgraph says of a request that ended early: the gateway counts it and tells of it once, not for every field. */
const EXPECTED: ReadonlySet<unknown> = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "OPERATION_REFUSED",
  "DOWNSTREAM_SERVICE_UNAVAILABLE",
]);

/** Logs what subgraphs report, under the id of the request: refusals quietly, for they are answers, and everything else whole. */
export const reportTo =
  (log: Log) =>
  (service: string, error: unknown, request: string, count: number): void => {
    const code = (error as GraphQLError | undefined)?.extensions?.code;
    if (EXPECTED.has(code) || error instanceof NotSent)
      log.debug({ request, service, code, count }, "a subgraph refused");
    else log.error({ request, service, count, err: error }, "a subgraph failed");
  };
