import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { ErrorCode } from "./errors.ts";

export interface ObservedRequest {
  /** `query`, `mutation`, `subscription`, or `none` when the request held no operation that could run. */
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
}

/** What one process counts. Every label comes from a closed list. */
export interface Metrics {
  readonly registry: Registry;
  observe(request: ObservedRequest): void;
  countError(code: ErrorCode): void;
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
    help: "Errors told to clients, by code",
    labelNames: ["code"],
    registers: [registry],
  });

  return {
    registry,
    observe: ({ operation, status, seconds }) =>
      requests.observe({ operation, status: `${Math.floor(status / 100)}xx` }, seconds),
    countError: (code) => errors.inc({ code }),
  };
};
