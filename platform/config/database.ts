import { flag, oneOf, postgresUrl, wholeNumber } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** How a pooler in front of the server, if any, assigns connections. */
export interface Pooling {
  /** For how long it assigns a server connection to one of ours. */
  readonly pooling: "session" | "transaction";
  /** Whether prepared statements survive between uses. */
  readonly preparedStatements: boolean;
}

export const readPooling = (reader: Reader): Pooling => {
  const pooling = reader.read("DATABASE_POOLING", oneOf(["session", "transaction"]), "session");
  return {
    pooling,
    preparedStatements: reader.read("DATABASE_PREPARED_STATEMENTS", flag, pooling === "session"),
  };
};

const POOL_SIZE = 10;

/** PostgreSQL allows 100 by default, and reserves some for administrators. */
const MOST_OF_ALL = 80;

const connections = wholeNumber(1, 10_000);

/** The maximum number of connections for requests in a process. */
export const readPoolSize = (reader: Reader): number => reader.read("DATABASE_POOL_SIZE", connections, POOL_SIZE);

/** The same for each of several workers, which share that number; each has one more for `/readyz`. */
export const readPoolSizeOfWorkers = (reader: Reader, workers: number): number => {
  const own = readPoolSize(reader);
  const share = Math.floor(reader.read("DATABASE_MAX_CONNECTIONS", connections, MOST_OF_ALL) / workers);
  if (share < 2) {
    reader.fault("DATABASE_MAX_CONNECTIONS", `at least ${2 * workers}: two for each of ${workers} workers`);
  }
  return Math.max(1, Math.min(own, share - 1));
};

/** A server in streaming replication that queries read from. */
export interface ReplicaConfig {
  readonly url: string;
  /** Milliseconds that it may lag. */
  readonly maxLag: number;
}

const MAX_LAG_SECONDS = 10;

/** Null if everything is read from the one server. */
export const readReplica = (reader: Reader, databaseUrl: string | null): ReplicaConfig | null => {
  const url = reader.read("READ_DATABASE_URL", postgresUrl, null);
  const maxLag = reader.read("READ_DATABASE_MAX_LAG", wholeNumber(1, 3_600), MAX_LAG_SECONDS) * 1_000;
  if (!reader.has("READ_DATABASE_URL")) return null;
  if (!reader.has("DATABASE_URL")) reader.fault("DATABASE_URL", "the server that READ_DATABASE_URL is a replica of");
  if (url && url === databaseUrl)
    reader.fault("READ_DATABASE_URL", "the address of a replica, which differs from DATABASE_URL");
  return url ? { url, maxLag } : null;
};
