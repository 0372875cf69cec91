/** Milliseconds after which the server itself ends what nobody may wait for any longer. */
export interface Timeouts {
  /** A statement, of a process that hangs or is gone; 0 is never. */
  readonly statement: number;
  /** Waiting for a lock, before the transaction gives back what it holds and begins again. */
  readonly lock: number;
  /** A transaction whose process has said nothing for so long: it is frozen, or cut off. */
  readonly idleInTransaction: number;
}

export const TIMEOUTS: Timeouts = { statement: 0, lock: 5_000, idleInTransaction: 10_000 };

/** Seconds after which a silent peer is asked for a sign of life, between two such questions, and how many go unanswered. */
const KEEPALIVE = { idle: 10, interval: 5, count: 3 };

/** The settings of PostgreSQL, by name. They may be set for a session or for one transaction. */
export const timeoutSettings = ({ statement, lock, idleInTransaction }: Timeouts): readonly [string, string][] => [
  ["statement_timeout", String(statement)],
  ["lock_timeout", String(lock)],
  ["idle_in_transaction_session_timeout", String(idleInTransaction)],
];

/** What makes a server notice that its client has vanished. They are the connection's, and not every platform has all of them. */
export const VANISHED_CLIENT: readonly [string, string][] = [
  ["tcp_keepalives_idle", String(KEEPALIVE.idle)],
  ["tcp_keepalives_interval", String(KEEPALIVE.interval)],
  ["tcp_keepalives_count", String(KEEPALIVE.count)],
  ["tcp_user_timeout", String((KEEPALIVE.idle + KEEPALIVE.interval * KEEPALIVE.count) * 1_000)],
  ["client_connection_check_interval", "2000"],
];

/** What makes this process notice that the server has vanished: options of `pg`. */
export const VANISHED_SERVER = { keepAlive: true, keepAliveInitialDelayMillis: KEEPALIVE.idle * 1_000 };
