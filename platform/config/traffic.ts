import { getHeapStatistics } from "node:v8";
import { wholeNumber } from "./kinds.ts";
import type { Reader } from "./reader.ts";

/** The limits of a server's resources for requests. */
export interface TrafficLimits {
  /** Milliseconds from a request's headers to its response. */
  readonly requestTimeout: number;
  /** Bytes of a request body. */
  readonly maxBody: number;
  /** Characters of a response. */
  readonly maxAnswer: number;
  /** Characters that a request may read from the database and from subgraphs elsewhere, in each process. */
  readonly maxRead: number;
  /** Characters that all current requests may have read together, in each process. */
  readonly maxReadTotal: number;
  /** Bytes of bodies still arriving and responses not yet read, of all clients together. */
  readonly maxBuffered: number;
  /** Concurrent requests in each process. As many again may wait. */
  readonly maxConcurrency: number;
  /** Client connections in each process. */
  readonly maxConnections: number;
}

/** Average requests per second; 0 means no limit. */
export interface RateLimits {
  readonly tenant: number;
  readonly subject: number;
}

/**
 * A share of this process's heap limit: a character may take two bytes, and refused requests hold as much again for a
 * moment.
 */
const READ_SHARE_OF_HEAP = 1 / 8;

const maxReadTotalFor = (maxRead: number): number =>
  Math.max(maxRead, Math.floor(getHeapStatistics().heap_size_limit * READ_SHARE_OF_HEAP));

const MAX_READ = 67_108_864;

export const TRAFFIC_LIMITS: TrafficLimits = {
  requestTimeout: 30_000,
  maxBody: 1_048_576,
  maxAnswer: 33_554_432,
  maxRead: MAX_READ,
  maxReadTotal: maxReadTotalFor(MAX_READ),
  maxBuffered: 134_217_728,
  maxConcurrency: 100,
  maxConnections: 5_000,
};

/** Off in development mode, where everybody is the demo viewer. */
const RATE_LIMITS: RateLimits = { tenant: 1_000, subject: 100 };

const SECOND = 1_000;
const LONGEST_SECONDS = 600;
const SUBGRAPH_SECONDS = 10;

const secondsIn = (reader: Reader, name: string, most: number, fallback: number): number =>
  reader.read(name, wholeNumber(1, most), fallback / SECOND) * SECOND;

/** For bodies from a gateway, which presents its secret first: the ids of a whole response. */
export const MAX_BODY_OF_GATEWAY = 67_108_864;

const readReadLimits = (reader: Reader): Pick<TrafficLimits, "maxRead" | "maxReadTotal"> => {
  const maxRead = reader.read("MAX_READ", wholeNumber(65_536, 536_870_912), MAX_READ);
  const total = wholeNumber(maxRead, 68_719_476_736);
  return { maxRead, maxReadTotal: reader.read("MAX_READ_TOTAL", total, maxReadTotalFor(maxRead)) };
};

export const readTraffic = (reader: Reader, maxBody = TRAFFIC_LIMITS.maxBody): TrafficLimits => ({
  requestTimeout: secondsIn(reader, "REQUEST_TIMEOUT", LONGEST_SECONDS, TRAFFIC_LIMITS.requestTimeout),
  maxBody: reader.read("MAX_BODY", wholeNumber(1_024, 104_857_600), maxBody),
  maxAnswer: reader.read("MAX_ANSWER", wholeNumber(65_536, 268_435_456), TRAFFIC_LIMITS.maxAnswer),
  ...readReadLimits(reader),
  maxBuffered: reader.read("MAX_BUFFERED", wholeNumber(1_048_576, 17_179_869_184), TRAFFIC_LIMITS.maxBuffered),
  maxConcurrency: reader.read("MAX_CONCURRENCY", wholeNumber(1, 10_000), TRAFFIC_LIMITS.maxConcurrency),
  maxConnections: reader.read("MAX_CONNECTIONS", wholeNumber(10, 100_000), TRAFFIC_LIMITS.maxConnections),
});

/**
 * Milliseconds that a read may take in a subgraph of another process: less than the request has, so that the rest is
 * still answered.
 */
export const readSubgraphTimeout = (reader: Reader, { requestTimeout }: TrafficLimits): number =>
  secondsIn(reader, "SUBGRAPH_TIMEOUT", requestTimeout / SECOND, Math.min(SUBGRAPH_SECONDS * SECOND, requestTimeout));

/**
 * Milliseconds after which PostgreSQL itself ends a statement: by default a little after the server would have
 * cancelled it.
 */
export const readStatementTimeout = (reader: Reader, { requestTimeout }: TrafficLimits): number =>
  secondsIn(reader, "STATEMENT_TIMEOUT", 2 * LONGEST_SECONDS, requestTimeout + 5 * SECOND);

export const readRateLimits = (reader: Reader, isOpen: boolean): RateLimits => {
  const rate = wholeNumber(0, 1_000_000);
  return {
    tenant: reader.read("RATE_LIMIT_TENANT", rate, isOpen ? 0 : RATE_LIMITS.tenant),
    subject: reader.read("RATE_LIMIT_SUBJECT", rate, isOpen ? 0 : RATE_LIMITS.subject),
  };
};
