/** Milliseconds after which the server itself ends what nobody may be waiting for any more. */
export interface Timeouts {
  /** A statement of a process that hangs or is gone; 0 means never. */
  readonly statement: number;
  /** Waiting for a lock, before the transaction releases what it holds and is retried. */
  readonly lock: number;
  /** An idle transaction: its process is frozen or cut off. */
  readonly idleInTransaction: number;
}

export const TIMEOUTS: Timeouts = { statement: 0, lock: 5_000, idleInTransaction: 10_000 };

/** Seconds of silence before a keepalive probe, seconds between probes, and the number of unanswered probes. */
const KEEPALIVE = { idle: 10, interval: 5, count: 3 };

/** PostgreSQL settings by name, for a session or for one transaction. */
export const timeoutSettings = ({ statement, lock, idleInTransaction }: Timeouts): readonly [string, string][] => [
  ["statement_timeout", String(statement)],
  ["lock_timeout", String(lock)],
  ["idle_in_transaction_session_timeout", String(idleInTransaction)],
];

/**
 * Makes a server notice that its client has vanished. These belong to the connection, and not every platform has all of
 * them.
 */
export const VANISHED_CLIENT: readonly [string, string][] = [
  ["tcp_keepalives_idle", String(KEEPALIVE.idle)],
  ["tcp_keepalives_interval", String(KEEPALIVE.interval)],
  ["tcp_keepalives_count", String(KEEPALIVE.count)],
  ["tcp_user_timeout", String((KEEPALIVE.idle + KEEPALIVE.interval * KEEPALIVE.count) * 1_000)],
  ["client_connection_check_interval", "2000"],
];

/** Makes this process notice that the server has vanished: options of `pg`. */
export const VANISHED_SERVER = { keepAlive: true, keepAliveInitialDelayMillis: KEEPALIVE.idle * 1_000 };
