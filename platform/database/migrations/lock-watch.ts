import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** Reports progress for the log. */
export type Report = (message: string, details?: object) => void;

const EVERY_MS = 200;

/** How long ordinary traffic may wait for a migration. With the polling interval it stays well below three seconds. */
const MOST_MS = 2_000;

/** The number of polls after which what a migration waits for is reported again. */
const TELL_EVERY = 50;

/** How long reads and writes have been waiting for the session `$1`. Other administrative work does not count. */
const WAITING = `
  select coalesce(max(extract(epoch from clock_timestamp() - l.waitstart) * 1000), 0)::integer as ms
  from pg_locks l
  where not l.granted and l.pid <> $1 and $1 = any (pg_blocking_pids(l.pid))
    and (l.mode in ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock') or l.locktype in ('transactionid', 'tuple'))`;

/** The sessions that `$1` waits for. */
const BLOCKERS = `
  select a.pid, a.usename as user, a.application_name as application, a.state, a.xact_start as "inTransactionSince"
  from pg_stat_activity a where a.pid = any (pg_blocking_pids($1))`;

/**
 * Watches a migrating session from another one: cancels its work once reads or writes have waited for it for two
 * seconds, and reports what it waits for itself. Returns a function that ends the watch.
 */
export const watchLocks = async (url: string, pid: number, report: Report): Promise<() => Promise<void>> => {
  const client = new pg.Client({ connectionString: url, application_name: "customer-graph migrate (watch)" });
  client.on("error", () => undefined);
  await client.connect();
  let ended = false;

  const look = async (turn: number): Promise<void> => {
    const { rows } = await client.query<{ ms: number }>(WAITING, [pid]);
    if ((rows[0]?.ms ?? 0) > MOST_MS) {
      report("others have waited for this step for too long: it is cancelled, and tried again", rows[0]);
      await client.query("select pg_cancel_backend($1)", [pid]);
    }
    if (turn % TELL_EVERY !== TELL_EVERY - 1) return;
    const { rows: sessions } = await client.query(BLOCKERS, [pid]);
    if (sessions.length > 0) report("waiting for other sessions", { sessions });
  };

  const watching = (async () => {
    for (let turn = 0; !ended; turn++) {
      await look(turn);
      await sleep(EVERY_MS);
    }
  })().catch((err: unknown) => ended || report("the watch over locks has failed; lock_timeout still holds", { err }));

  return async () => {
    ended = true;
    await watching;
    await client.end().catch(() => undefined);
  };
};
