import { DataSource, type EntityTarget, type ObjectLiteral } from "typeorm";
import type { Pooling } from "../config/database.ts";
import { createAdmission } from "./connections/admission.ts";
import { demandSessions, demandTransactions } from "./connections/check-pooling.ts";
import { createReadinessProbe } from "./connections/readiness.ts";
import { TIMEOUTS, VANISHED_SERVER } from "./connections/timeouts.ts";
import { UnpreparedClient } from "./connections/unprepared-client.ts";
import { rowTypes } from "./connections/value-parsers.ts";
import type { Observe } from "./session/observe.ts";
import { createReadBudgets } from "./session/read-budget.ts";
import { createSession, type Session } from "./session/session.ts";
import { sessionBinding } from "./session/session-binding.ts";
import { adHoc } from "./session/statement.ts";
import type { TenantBinding } from "./session/tenant-binding.ts";
import { transactionBinding } from "./session/transaction-binding.ts";

/** An open database. What it holds is reached through the session of a tenant only. */
export interface Database {
  /** Aborting the signal ends what the session does. A signal is one request's: sessions that share it share what a request may take. */
  session(tenantId: string, observe?: Observe, signal?: AbortSignal): Session;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions extends Partial<Pooling> {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Which process this is, for who looks at the connections of the server. ASCII, 63 characters at most. */
  readonly applicationName?: string;
  /** How many connections at most, 10 unless given. One more answers `ping`. */
  readonly poolSize?: number;
  /** How many of them are opened at once, before anybody waits for them. */
  readonly openAtStart?: number;
  /** Milliseconds after which the server itself ends a statement; never unless given. */
  readonly statementTimeout?: number;
  /** Milliseconds that a statement waits for a lock, before its transaction is rolled back and done again. */
  readonly lockTimeout?: number;
  /** Characters that one request may read, of all rows together; no end to it unless given. */
  readonly maxRead?: number;
  readonly onPoolError?: (error: Error) => void;
  /** Told of errors in whose place clients hear only that the database is unavailable. */
  readonly onUnavailable?: (error: Error) => void;
}

/** Opens connections, so that the first requests find some. */
const openConnections = async (source: DataSource, count: number): Promise<void> => {
  const runners = Array.from({ length: count }, () => source.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  await Promise.all(runners.map((runner) => runner.release()));
};

/** A tenant that has no rows. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** How a connection becomes a tenant's. */
const bindingFor = (options: OpenOptions): TenantBinding => {
  const { pooling, statementTimeout = TIMEOUTS.statement, lockTimeout = TIMEOUTS.lock } = options;
  const timeouts = { ...TIMEOUTS, statement: statementTimeout, lock: lockTimeout };
  return pooling === "transaction" ? transactionBinding(timeouts) : sessionBinding(timeouts);
};

/** Opens the database as the plain role, which row-level security holds for, whoever the URL's user is. */
export const openDatabase = async (options: OpenOptions): Promise<Database> => {
  const { url, entities, poolSize = 10, openAtStart = 0, onPoolError, applicationName = "customer-graph" } = options;
  const { maxRead = Number.POSITIVE_INFINITY, onUnavailable } = options;
  const { pooling = "session", preparedStatements = pooling === "session" } = options;
  const binding = bindingFor(options);
  const readiness = createReadinessProbe(url, `${applicationName} readiness`);
  let closing = false;
  const source = new DataSource({
    type: "postgres",
    url,
    applicationName,
    entities: [...entities] as never,
    poolSize,
    installExtensions: false,
    logging: false,
    connectTimeoutMS: 10_000,
    // A server that stops may hang up before those that leave have left.
    poolErrorHandler: (error: Error) => closing || onPoolError?.(error),
    extra: {
      idleTimeoutMillis: 0,
      types: rowTypes,
      ...VANISHED_SERVER,
      ...binding.pool,
      ...(preparedStatements ? {} : { Client: UnpreparedClient }),
    },
  });
  if (pooling === "session") await demandSessions(url);
  await source.initialize();
  await openConnections(source, Math.min(openAtStart, poolSize));
  const budgetOf = createReadBudgets(maxRead);
  const shared = { source, admission: createAdmission(poolSize), binding, budgetOf, onUnavailable };
  if (pooling === "transaction") {
    await demandTransactions(() => createSession(shared, { tenantId: NOBODY }).read(adHoc("select 1"), []));
  }
  return {
    session: (tenantId, observe, signal) => createSession(shared, { tenantId, observe, signal }),
    ping: readiness.ping,
    close: async () => {
      closing = true;
      await Promise.all([source.destroy(), readiness.close()]);
    },
  };
};
