import type { GraphQLError } from "graphql";
import type { Log } from "../platform/log.ts";

const EXPECTED: ReadonlySet<unknown> = new Set(["UNAUTHENTICATED", "FORBIDDEN", "BAD_USER_INPUT", "OPERATION_REFUSED"]);

/** Logs what subgraphs report: refusals quietly, for they are answers, and everything else whole. */
export const reportTo =
  (log: Log) =>
  (service: string, error: unknown): void => {
    const code = (error as GraphQLError | undefined)?.extensions?.code;
    if (EXPECTED.has(code)) log.debug({ service, code }, "a subgraph refused");
    else log.error({ service, err: error }, "a subgraph failed");
  };
