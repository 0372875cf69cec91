import { setTimeout as sleep } from "node:timers/promises";
import { DataSource, type QueryRunner } from "typeorm";
import { Explained } from "../../process/explained.ts";
import { ensureAppRole } from "../tenancy/role.ts";
import { type Report, watchLocks } from "./lock-watch.ts";

export interface MigrateOptions {
  readonly report?: Report;
  /** In a maintenance window: waits for locks as long as it takes, and blocks others. */
  readonly maintenance?: boolean;
  /** How long a step is retried that meets others' locks; ten minutes by default. */
  readonly timeoutMs?: number;
}

/** The longest wait for a lock, behind which others would queue. */
const LOCK_TIMEOUT_MS = 3_000;

/** Makes processes that start together migrate one at a time. Any constant would do. */
const MIGRATION_LOCK = 7_264_001;
const POLL_MS = 200;

const POOLER =
  "This address leads to a connection pooler (PgBouncer or the like). Migrating needs a session of its own: " +
  "set MIGRATION_DATABASE_URL to the address of PostgreSQL itself.";

/** A pooler invents the process id that it reports to clients. */
const sessionOf = async (runner: QueryRunner): Promise<number> => {
  const client: { readonly processID: number } = await runner.connect();
  const [{ pid }]: [{ pid: number }] = await runner.query("select pg_backend_pid() as pid");
  if (pid !== client.processID) throw new Explained(POOLER);
  return pid;
};

/** Polls instead of waiting in a statement, for whose snapshot `create index concurrently` would wait in turn. */
const takeTurn = async (runner: QueryRunner, report: Report): Promise<void> => {
  for (let isAnnounced = false; ; isAnnounced = true) {
    const [{ mine }]: [{ mine: boolean }] = await runner.query("select pg_try_advisory_lock($1) as mine", [
      MIGRATION_LOCK,
    ]);
    if (mine) return;
    if (!isAnnounced) report("another process migrates this database; waiting for it");
    await sleep(POLL_MS);
  }
};

/** Connects as the owner of the schemas, and runs a task when no other process migrates. */
export const asMigrator = async <Result>(
  url: string,
  { report = () => undefined, maintenance = false }: MigrateOptions,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> => {
  const source = new DataSource({
    type: "postgres",
    url,
    installExtensions: false,
    poolSize: 1,
    logging: false,
    applicationName: "customer-graph migrate",
    extra: { lock_timeout: maintenance ? 0 : LOCK_TIMEOUT_MS, statement_timeout: 0 },
  });
  await source.initialize();
  try {
    const runner = source.createQueryRunner();
    const pid = await sessionOf(runner);
    await takeTurn(runner, report);
    await ensureAppRole(runner);
    const unwatch = maintenance ? async () => undefined : await watchLocks(url, pid, report);
    try {
      return await work(runner);
    } finally {
      await unwatch();
    }
  } finally {
    await source.destroy();
  }
};
