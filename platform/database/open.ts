import { createReadBudgets, type ReadBudgets, UNBOUNDED } from "../process/requests/read-budgets.ts";
import { createProbe } from "./connections/probe.ts";
import { openServer, type ServerOptions } from "./open-server.ts";
import { openReplica, type ReplicaOptions } from "./replica/open-replica.ts";
import type { Observe } from "./session/observe.ts";
import { createSession, type Session } from "./session/session.ts";
import { adHoc } from "./session/statement.ts";
import { followWrites } from "./statistics/follow-writes.ts";
import { NOBODY } from "./tenancy/nobody.ts";

/** An open database. Its content is reached only through a tenant's session. */
export interface Database {
  /**
   * Aborting the signal ends the session's work. A signal belongs to one request: sessions that share it share the
   * request's limits, and read from one place. A subject's queries are read from the replica, if there is one and it
   * has the subject's writes.
   */
  session(tenantId: string, observe?: Observe, signal?: AbortSignal, subject?: string): Session;
  /** Rejects if the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions extends ServerOptions {
  /** Counts what requests read; unlimited by default. */
  readonly budgetOf?: ReadBudgets;
  /** Receives errors that clients see only as an unavailable database. */
  readonly onUnavailable?: (error: Error) => void;
  /** Told why tables that have grown could not be analyzed. */
  readonly onNotAnalyzed?: (error: Error) => void;
  readonly replica?: ReplicaOptions;
}

const CONNECT_TIMEOUT_MS = 10_000;

const ANALYZE = adHoc("select platform.analyze_grown_tables()");

/** Opens the database as the plain role. One connection beyond its pool serves `ping`. */
export const openDatabase = async (options: OpenOptions): Promise<Database> => {
  const { onUnavailable, url, applicationName = "customer-graph" } = options;
  const { budgetOf = createReadBudgets(UNBOUNDED) } = options;
  const probe = createProbe({ url, applicationName: `${applicationName} readiness`, timeout: 5_000 });
  const server = await openServer(options, {
    setting: "DATABASE_URL",
    connectTimeout: CONNECT_TIMEOUT_MS,
    budgetOf,
    onUnavailable,
  });
  const unbounded = { ...server.shared, budgetOf: createReadBudgets(UNBOUNDED) };
  const follower = followWrites({
    analyze: (signal) => createSession(unbounded, { tenantId: NOBODY, signal }).read(ANALYZE, []),
    onFailed: options.onNotAnalyzed,
  });
  const replica = options.replica && openReplica(options, options.replica, budgetOf);
  return {
    session: (tenantId, observe, signal, subject) => {
      const session = follower.follow(createSession(server.shared, { tenantId, observe, signal }));
      if (!replica || subject === undefined) return session;
      return replica.session(session, { tenantId, subject, observe, signal });
    },
    ping: async () => {
      await probe.ask("select 1");
    },
    close: async () => {
      await follower.close();
      await Promise.all([server.close(), probe.close(), replica?.close()]);
    },
  };
};
