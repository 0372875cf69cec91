import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { schemas } from "../../cli/graph/schemas.ts";
import { type EmbeddedPostgres, launchPostgres } from "../../platform/database/embedded/index.ts";
import { migrate } from "../../platform/database/migrations/migrate.ts";

const DATABASE = "customer_graph_test";

/** A primary and a replica with streaming replication. */
export interface Replication {
  readonly primary: EmbeddedPostgres;
  /** The most recently started replica. */
  readonly replica: EmbeddedPostgres;
  /** Both clients connect as superuser. */
  readonly onPrimary: Client;
  onReplica(text: string): Promise<Record<string, unknown>[]>;
  /** Kills the replica as a power failure would. */
  killReplica(): void;
  startReplica(): Promise<void>;
  /** Suspends all of the replica's processes; returns a function that resumes them. */
  freezeReplica(): Promise<() => void>;
  stop(): Promise<void>;
}

const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  return client;
};

/** Files of a running server that are not part of its data. */
const OF_THE_SERVER = /postmaster\.(pid|opts)$|postgres\.log$|\.s\.PGSQL/;

/** Copies a running cluster as pg_basebackup does; replaying the WAL repairs torn pages. */
const copyCluster = async (client: Client, source: string, target: string): Promise<void> => {
  await client.query("select pg_backup_start('replica', true)");
  cpSync(source, target, { recursive: true, filter: (path) => !OF_THE_SERVER.test(path) });
  const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
  writeFileSync(join(target, "backup_label"), rows[0]?.labelfile ?? "");
  writeFileSync(join(target, "standby.signal"), "");
  const { uid, gid } = statSync(source);
  if (process.getuid?.() === 0) execFileSync("chown", ["-R", `${uid}:${gid}`, target]);
  chownSync(target, uid, gid);
};

/** Starts both on data folders of their own, with the schema migrated. */
export const startReplication = async (): Promise<Replication> => {
  const folder = join(tmpdir(), `customer-graph-replication-${randomUUID().slice(0, 8)}`);
  const launch = (name: string, extraSettings: Record<string, string> = {}) =>
    launchPostgres({ dataDir: `${folder}-${name}`, database: DATABASE, durable: false, extraSettings });
  const primary = await launch("primary");
  await migrate(primary.adminUrl, schemas);
  const onPrimary = await connected(primary.adminUrl);
  const target = `${folder}-replica`;
  await copyCluster(onPrimary, primary.dataDir, target);

  const { hostname, port } = new URL(primary.adminUrl);
  const source = `host=${decodeURIComponent(hostname)} port=${port} user=postgres`;
  const start = () => launch("replica", { primary_conninfo: source, wal_retrieve_retry_interval: "100ms" });
  let replica = await start();

  return {
    primary,
    get replica() {
      return replica;
    },
    onPrimary,
    onReplica: async (text) => {
      const client = await connected(replica.adminUrl);
      const { rows } = await client.query<Record<string, unknown>>(text);
      await client.end();
      return rows;
    },
    killReplica: () => {
      const [pid] = readFileSync(join(replica.dataDir, "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(pid), "SIGKILL");
    },
    startReplica: async () => {
      await replica.stop();
      replica = await start();
    },
    freezeReplica: async () => {
      const client = await connected(replica.adminUrl);
      const { rows } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      await client.end();
      const [postmaster] = readFileSync(join(replica.dataDir, "postmaster.pid"), "utf8").split("\n");
      const pids = [Number(postmaster), ...rows.map(({ pid }) => pid)];
      for (const pid of pids) process.kill(pid, "SIGSTOP");
      return () => {
        for (const pid of pids) process.kill(pid, "SIGCONT");
      };
    },
    stop: async () => {
      await onPrimary.end();
      await replica.stop();
      await primary.stop();
      for (const { dataDir } of [primary, replica]) rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
