import { Counter, Gauge, type Registry } from "prom-client";
import type { PrimaryReason } from "../../database/replica/routes.ts";

/** The metrics of a process with a read replica. */
export interface DatabaseMetrics {
  countRead(from: "REPLICA" | PrimaryReason): void;
  /** Milliseconds that the replica lags, while it is usable. */
  watchLag(lag: () => number | undefined): void;
}

export const createDatabaseMetrics = (registry: Registry): DatabaseMetrics => {
  const registers = [registry];
  const reads = new Counter({
    name: "graphql_database_reads_total",
    help: "Statements read from the replica, or from the primary and why",
    labelNames: ["from", "because"],
    registers,
  });
  const lags: (() => number | undefined)[] = [];
  new Gauge({
    name: "graphql_database_replica_lag_seconds",
    help: "How far the replica is behind; absent while nothing is read from it",
    registers,
    aggregator: "max",
    collect() {
      this.remove();
      for (const lag of lags) {
        const milliseconds = lag();
        if (milliseconds !== undefined) this.set(milliseconds / 1_000);
      }
    },
  });

  return {
    countRead: (from) =>
      reads.inc(from === "REPLICA" ? { from: "replica", because: "QUERY" } : { from: "primary", because: from }),
    watchLag: (lag) => void lags.push(lag),
  };
};
