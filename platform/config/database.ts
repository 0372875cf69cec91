import { flag, oneOf, postgresUrl, wholeNumber } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** What a pooler, if one stands before the server, does with connections. */
export interface Pooling {
  /** For how long it gives a connection of the server to one of ours. */
  readonly pooling: "session" | "transaction";
  /** Whether prepared statements are there when they are used again. */
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

/** PostgreSQL allows 100 unless told otherwise, and keeps some for its administrators. */
const MOST_OF_ALL = 80;

const connections = wholeNumber(1, 10_000);

/** How many connections a process has for requests, at most. */
export const readPoolSize = (reader: Reader): number => reader.read("DATABASE_POOL_SIZE", connections, POOL_SIZE);

/** The same for each of several workers, which have so many together; one of each answers `/readyz`. */
export const readPoolSizeOfWorkers = (reader: Reader, workers: number): number => {
  const own = readPoolSize(reader);
  const share = Math.floor(reader.read("DATABASE_MAX_CONNECTIONS", connections, MOST_OF_ALL) / workers);
  if (share < 2) {
    reader.fault("DATABASE_MAX_CONNECTIONS", `at least ${2 * workers}: two for each of ${workers} workers`);
  }
  return Math.max(1, Math.min(own, share - 1));
};

/** A server in streaming replication, which queries are read from. */
export interface ReplicaConfig {
  readonly url: string;
  /** Milliseconds that it may be behind. */
  readonly maxLag: number;
}

const MAX_LAG_SECONDS = 10;

/** Null where all is read from the one server. */
export const readReplica = (reader: Reader, databaseUrl: string | null): ReplicaConfig | null => {
  const url = reader.read("READ_DATABASE_URL", postgresUrl, null);
  const maxLag = reader.read("READ_DATABASE_MAX_LAG", wholeNumber(1, 3_600), MAX_LAG_SECONDS) * 1_000;
  if (!reader.has("READ_DATABASE_URL")) return null;
  if (!reader.has("DATABASE_URL")) reader.fault("DATABASE_URL", "the server that READ_DATABASE_URL is a replica of");
  if (url && url === databaseUrl)
    reader.fault("READ_DATABASE_URL", "the address of a replica, which differs from DATABASE_URL");
  return url ? { url, maxLag } : null;
};
