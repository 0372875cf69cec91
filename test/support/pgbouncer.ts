import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { runsAsRoot, unprivilegedAccount } from "../../platform/database/embedded/account.ts";

const PROGRAM = [
  process.env.PGBOUNCER,
  "/usr/sbin/pgbouncer",
  "/usr/bin/pgbouncer",
  "/opt/homebrew/bin/pgbouncer",
].find((path) => path && existsSync(path));

/** Why PgBouncer cannot be tested on this machine, if it cannot. */
export const whyNoPgbouncer = PROGRAM ? undefined : "pgbouncer is not installed (PGBOUNCER names where it is)";

export interface Pgbouncer {
  /** The given URL, but connecting through the pooler. */
  readonly through: (url: string) => string;
  stop(): Promise<void>;
}

interface Options {
  /** URL of any database on the server to pool. */
  readonly url: string;
  readonly mode: "session" | "transaction" | "statement";
  /** Pool size for each user and database. */
  readonly size: number;
}

const PORT = 6432;

const settingsFor = ({ url, mode, size }: Options, folder: string): string => {
  const { hostname, port } = new URL(url);
  return `
[databases]
* = host=${decodeURIComponent(hostname)} port=${port}

[pgbouncer]
listen_addr =
listen_port = ${PORT}
unix_socket_dir = ${folder}
auth_type = trust
auth_file = ${join(folder, "users.txt")}
logfile = ${join(folder, "log")}
pool_mode = ${mode}
default_pool_size = ${size}
max_client_conn = 200
server_reset_query = DISCARD ALL
`;
};

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/**
 * Runs PgBouncer in front of a server, on a socket in a folder of its own. PgBouncer refuses to run
 * as root.
 */
export const startPgbouncer = async (options: Options): Promise<Pgbouncer> => {
  const folder = mkdtempSync(join(tmpdir(), "customer-graph-pgbouncer-"));
  const account = runsAsRoot() ? await unprivilegedAccount() : undefined;
  writeFileSync(join(folder, "pgbouncer.ini"), settingsFor(options, folder));
  writeFileSync(join(folder, "users.txt"), '"postgres" ""\n"customer_graph_app" ""\n');
  if (account) chownSync(folder, account.uid, account.gid);
  const child: ChildProcess = spawn(PROGRAM ?? "", [join(folder, "pgbouncer.ini")], {
    ...account,
    cwd: "/",
    stdio: "ignore",
  });
  const exit = once(child, "exit");
  // Must not keep the run alive if a test fails before stopping it.
  child.unref();
  process.once("exit", () => child.kill("SIGKILL"));

  const through = (url: string): string => {
    const { username, pathname } = new URL(url);
    return `postgres://${username}@${encodeURIComponent(folder)}:${PORT}${pathname}?sslmode=disable`;
  };
  while (!(await answers(through(options.url)))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    await sleep(20);
  }
  return {
    through,
    stop: async () => {
      child.kill("SIGKILL");
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
