import { DataSource, type EntityTarget, type ObjectLiteral } from "typeorm";
import { APP_ROLE } from "./role.ts";
import { createSession, type Observe, type Session } from "./session.ts";
import { createShares } from "./shares.ts";

/** An open database. What it holds is reached through the session of a tenant only. */
export interface Database {
  /** Aborting the signal ends what the session does. */
  session(tenantId: string, observe?: Observe, signal?: AbortSignal): Session;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** How many connections at most, 10 unless given. */
  readonly poolSize?: number;
  /** Milliseconds after which the server itself ends a statement; never unless given. */
  readonly statementTimeout?: number;
  readonly onPoolError?: (error: Error) => void;
}

/** The part of the pool that the writes of one tenant can take: some are long, and others read meanwhile. */
const WRITERS = 0.6;

/** Opens the database as the plain role, which row-level security holds for, whoever the URL's user is. */
export const openDatabase = async (options: OpenOptions): Promise<Database> => {
  const { url, entities, poolSize = 10, statementTimeout = 0, onPoolError } = options;
  const withinShare = createShares(Math.ceil(poolSize * WRITERS));
  let closing = false;
  const source = new DataSource({
    type: "postgres",
    url,
    entities: [...entities] as never,
    poolSize,
    installExtensions: false,
    logging: false,
    connectTimeoutMS: 10_000,
    // A server that stops may hang up before those that leave have left.
    poolErrorHandler: (error: Error) => closing || onPoolError?.(error),
    extra: {
      statement_timeout: statementTimeout,
      onConnect: (client: { query(text: string): Promise<unknown> }) =>
        client.query(`set role ${APP_ROLE}; set timezone to 'UTC'`),
    },
  });
  await source.initialize();
  return {
    session: (tenantId, observe, signal) => createSession(source, tenantId, { observe, signal, withinShare }),
    ping: async () => {
      await source.query("select 1");
    },
    close: () => {
      closing = true;
      return source.destroy();
    },
  };
};
