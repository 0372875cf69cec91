import { DataSource, type EntityTarget, type ObjectLiteral } from "typeorm";
import type { Pooling } from "../config/database.ts";
import { createAdmission } from "./connections/admission.ts";
import { demandSessions, demandTransactions } from "./connections/check-pooling.ts";
import { TIMEOUTS, VANISHED_SERVER } from "./connections/timeouts.ts";
import { UnpreparedClient } from "./connections/unprepared-client.ts";
import { rowTypes } from "./connections/value-parsers.ts";
import { createBatchedReads } from "./session/batched-reads.ts";
import { createSession, type Shared } from "./session/session.ts";
import { sessionBinding } from "./session/session-binding.ts";
import { adHoc } from "./session/statement.ts";
import type { TenantBinding } from "./session/tenant-binding.ts";
import { transactionBinding } from "./session/transaction-binding.ts";
import { NOBODY } from "./tenancy/nobody.ts";

export interface ServerOptions extends Partial<Pooling> {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Identifies this process in the server's list of connections. ASCII, at most 63 characters. */
  readonly applicationName?: string;
  /** The maximum number of connections, by default 10. */
  readonly poolSize?: number;
  /** How many of them are opened up front. */
  readonly openAtStart?: number;
  /** Milliseconds after which the server itself ends a statement; by default never. */
  readonly statementTimeout?: number;
  /** Milliseconds that a statement waits for a lock, before its transaction is rolled back and retried. */
  readonly lockTimeout?: number;
  readonly onPoolError?: (error: Error) => void;
}

/** Options that only some servers need. */
interface Details extends Pick<Shared, "budgetOf" | "onUnavailable"> {
  /** The setting that names the server, for messages about it. */
  readonly setting: string;
  /** Milliseconds that opening a connection may take. */
  readonly connectTimeout: number;
}

/** The connections to one server. */
export interface Server {
  readonly shared: Shared;
  close(): Promise<void>;
}

/** Opens connections ahead of the first requests. */
const openConnections = async (source: DataSource, count: number): Promise<void> => {
  const runners = Array.from({ length: count }, () => source.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  await Promise.all(runners.map((runner) => runner.release()));
};

/** How a connection is bound to a tenant. */
const bindingFor = (options: ServerOptions): TenantBinding => {
  const { pooling, statementTimeout = TIMEOUTS.statement, lockTimeout = TIMEOUTS.lock } = options;
  const timeouts = { ...TIMEOUTS, statement: statementTimeout, lock: lockTimeout };
  return pooling === "transaction" ? transactionBinding(timeouts) : sessionBinding(timeouts);
};

/** Opens a server as the plain role, which row-level security applies to, whatever the URL's user. */
export const openServer = async (
  options: ServerOptions,
  { setting, connectTimeout, budgetOf, onUnavailable }: Details,
): Promise<Server> => {
  const { url, entities, poolSize = 10, openAtStart = 0, onPoolError, applicationName = "customer-graph" } = options;
  const { pooling = "session", preparedStatements = pooling === "session" } = options;
  const binding = bindingFor(options);
  let closing = false;
  const source = new DataSource({
    type: "postgres",
    url,
    applicationName,
    entities: [...entities] as never,
    poolSize,
    installExtensions: false,
    logging: false,
    connectTimeoutMS: connectTimeout,
    // A stopping server may hang up first on connections that are being closed.
    poolErrorHandler: (error: Error) => closing || onPoolError?.(error),
    extra: {
      idleTimeoutMillis: 0,
      types: rowTypes,
      ...VANISHED_SERVER,
      ...binding.pool,
      ...(preparedStatements ? {} : { Client: UnpreparedClient }),
    },
  });
  if (pooling === "session") await demandSessions(url, setting);
  await source.initialize();
  await openConnections(source, Math.min(openAtStart, poolSize));
  const admission = createAdmission(poolSize);
  const runRead = createBatchedReads({ source, admission, binding });
  const shared = { source, admission, runRead, binding, budgetOf, onUnavailable };
  if (pooling === "transaction") {
    await demandTransactions(() => createSession(shared, { tenantId: NOBODY }).read(adHoc("select 1"), []), setting);
  }
  return {
    shared,
    close: async () => {
      closing = true;
      await source.destroy();
    },
  };
};
