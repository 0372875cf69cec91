import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { ErrorCode } from "../graphql/errors.ts";
import type { ConcurrencyLimiter } from "../http/limits/concurrency-limiter.ts";
import type { AbortReason } from "../http/limits/deadline.ts";
import { createDatabaseMetrics, type DatabaseMetrics } from "./metrics/database.ts";
import { createSubgraphMetrics, type SubgraphMetrics } from "./metrics/subgraphs.ts";

export interface ObservedRequest {
  /** `query`, `mutation`, `subscription`, or `none` if the request had no operation that could run. */
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
}

/** Why a request was refused before any work: the process is overloaded, or its tenant or subject exceeds its rate. */
export type TurnedAway = "OVERLOAD" | "TENANT" | "SUBJECT";

/** The metrics of one process. Every label comes from a closed list. */
export interface Metrics extends SubgraphMetrics, DatabaseMetrics {
  readonly registry: Registry;
  observe(request: ObservedRequest): void;
  countError(code: ErrorCode): void;
  countTurnedAway(reason: TurnedAway): void;
  countAborted(reason: AbortReason): void;
  /** Shows how many requests are in flight and how many wait. */
  watch(limiter: ConcurrencyLimiter): void;
}

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "graphql_request_duration_seconds",
    help: "Time from the head of a request to its answer, by kind of operation and class of status",
    labelNames: ["operation", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const errors = new Counter({
    name: "graphql_errors_total",
    help: "Errors that clients received, by code",
    labelNames: ["code"],
    registers: [registry],
  });
  const turnedAway = new Counter({
    name: "graphql_requests_turned_away_total",
    help: "Requests refused before anything was done for them, by reason",
    labelNames: ["reason"],
    registers: [registry],
  });
  const aborted = new Counter({
    name: "graphql_requests_aborted_total",
    help: "Requests whose work was ended before they were answered, by reason",
    labelNames: ["reason"],
    registers: [registry],
  });
  const limiters: ConcurrencyLimiter[] = [];
  new Gauge({
    name: "graphql_requests",
    help: "Requests in work, and those that wait to be",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      this.set(
        { state: "work" },
        limiters.reduce((sum, { inWork }) => sum + inWork(), 0),
      );
      this.set(
        { state: "waiting" },
        limiters.reduce((sum, { waiting }) => sum + waiting(), 0),
      );
    },
  });

  return {
    registry,
    observe: ({ operation, status, seconds }) =>
      requests.observe({ operation, status: `${Math.floor(status / 100)}xx` }, seconds),
    countError: (code) => errors.inc({ code }),
    countTurnedAway: (reason) => turnedAway.inc({ reason }),
    countAborted: (reason) => aborted.inc({ reason }),
    watch: (limiter) => void limiters.push(limiter),
    ...createSubgraphMetrics(registry),
    ...createDatabaseMetrics(registry),
  };
};
