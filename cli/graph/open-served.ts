import cluster from "node:cluster";
import type { SubgraphConfig } from "../../platform/config/index.ts";
import { type Database, type OpenOptions, openDatabase } from "../../platform/database/open.ts";
import { oncePerCause } from "../../platform/observability/log/once-per-cause.ts";
import type { ServerProcess } from "../command/process.ts";
import { reportReplica } from "./report-replica.ts";

interface Options extends Pick<OpenOptions, "url" | "entities"> {
  /** Identifies the process in the server's list of connections. */
  readonly name: string;
}

/** The usual number of concurrent requests. */
const OPEN_AT_START = 4;

const asWorker = (name: string): string => (cluster.worker ? `${name} worker ${cluster.worker.id}` : name);

/** Opens the database for a process that answers requests. It is closed when the process ends. */
export const openServed = async (
  { url, entities, name }: Options,
  config: Pick<SubgraphConfig, "poolSize" | "statementTimeout" | "pooling" | "preparedStatements" | "replica">,
  server: Pick<ServerProcess, "lifecycle" | "log"> & Partial<Pick<ServerProcess, "metrics" | "budgetOf">>,
): Promise<Database> => {
  const { lifecycle, log, metrics, budgetOf } = server;
  const database = await openDatabase({
    url,
    entities,
    applicationName: `customer-graph ${asWorker(name)}`,
    poolSize: config.poolSize,
    openAtStart: OPEN_AT_START,
    statementTimeout: config.statementTimeout,
    pooling: config.pooling,
    preparedStatements: config.preparedStatements,
    budgetOf,
    onPoolError: oncePerCause((err, leftOut) => log.error({ err, leftOut }, "a connection to the database broke")),
    onUnavailable: oncePerCause((err, leftOut) => log.error({ err, leftOut }, "the database is not available")),
    onNotAnalyzed: oncePerCause((err, leftOut) =>
      log.warn({ err, leftOut }, "tables that have grown were not analyzed"),
    ),
    replica: config.replica ? { ...config.replica, ...reportReplica(log, metrics) } : undefined,
  });
  await lifecycle.onEnd(() => database.close());
  return database;
};
