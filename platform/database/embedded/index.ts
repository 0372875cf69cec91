import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { placeData } from "./data-folder.ts";
import { keepRunning, type OnCrash } from "./keep-running.ts";
import { codeOf, inWords, PostgresLaunchError } from "./launch-error.ts";
import { type Postmaster, readPostmaster } from "./postmaster-file.ts";
import { provision } from "./provision.ts";
import { type Server, startServer } from "./server.ts";

/** A running PostgreSQL of this project's own data folder. */
export interface EmbeddedPostgres {
  /** Connects as the cluster's superuser, for migrations. */
  readonly adminUrl: string;
  /** Connects as the application: a plain role with only the privileges that migrations grant. */
  readonly appUrl: string;
  /** Where the data is: as requested, or for root perhaps under `/var/lib/customer-graph`. */
  readonly dataDir: string;
  /** Another process started the server; it ends with that process, and connections from here break then. */
  readonly attached: boolean;
  /** Shuts the server down if this process started it; open connections are closed. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** A folder that holds this cluster or does not exist yet. It may be beside others, but holds nothing else. */
  readonly dataDir: string;
  /** Created if missing. */
  readonly database?: string;
  /** `false` trades durability in a crash of the machine for speed: for throw-away clusters. */
  readonly durable?: boolean;
  /** If given, a server that ends by itself is restarted, and this is called. Otherwise it is not. */
  readonly onCrash?: OnCrash;
  /** Further settings of `postgresql.conf`, over the launcher's own. */
  readonly extraSettings?: Record<string, string>;
}

const TIMEOUT_MS = 60_000;
const POLL_MS = 20;
/** Refused, socket gone, starting up or shutting down: the server seen a moment ago is not usable. */
const PASSING = ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE", "57P01", "57P02", "57P03"];
/** What `pg` says, without a code, about a connection that the server closed while in use. */
const CLOSED = /^Connection terminated/;

const isPassing = (error: unknown): boolean =>
  PASSING.includes(codeOf(error)) || (error instanceof Error && CLOSED.test(error.message));

const launch = async (options: LaunchOptions): Promise<EmbeddedPostgres> => {
  const { database = "customer_graph", durable = true, extraSettings = {}, onCrash } = options;
  const place = await placeData(resolve(options.dataDir));
  const { dataDir } = place;
  let deadline = Date.now() + TIMEOUT_MS;
  const binaries = await findBinaries(place.account);
  await ensureCluster(place, binaries, durable);

  const attach = async (postmaster: Postmaster): Promise<EmbeddedPostgres | undefined> => {
    if (postmaster.socketFolder === "") {
      throw new PostgresLaunchError(
        `Another program serves ${dataDir} without a socket (process ${postmaster.pid}). ` +
          "Stop it, or set DATA_DIR to another folder.",
      );
    }
    try {
      return { ...(await provision(postmaster, database)), dataDir, attached: true, stop: async () => {} };
    } catch (error) {
      if (isPassing(error)) return undefined;
      throw error;
    }
  };

  /** Where it ran before. The dead server's remains may occupy the folder for a moment. */
  const startAgain = async ({ postmaster: { socketFolder } }: Server): Promise<Server> => {
    deadline = Date.now() + TIMEOUT_MS;
    for (;;) {
      const again = await startServer(place, binaries, { durable, extraSettings, deadline, socketFolder });
      if (again) return again;
      if (Date.now() > deadline) throw new PostgresLaunchError(`Another PostgreSQL holds ${dataDir}.`);
      await sleep(POLL_MS);
    }
  };

  const start = async (): Promise<EmbeddedPostgres | undefined> => {
    const server = await startServer(place, binaries, { durable, extraSettings, deadline });
    if (server === undefined) return undefined;
    try {
      const urls = await provision(server.postmaster, database);
      const { stop } = onCrash ? keepRunning(server, () => startAgain(server), onCrash) : server;
      return { ...urls, dataDir, attached: false, stop };
    } catch (error) {
      await server.stop();
      throw error;
    }
  };

  for (;;) {
    const running = await readPostmaster(dataDir);
    const postgres = running === undefined ? await start() : running.ready ? await attach(running) : undefined;
    if (postgres !== undefined) return postgres;
    if (Date.now() > deadline) {
      throw new PostgresLaunchError(
        `A PostgreSQL${running ? ` (process ${running.pid})` : ""} holds ${dataDir} and takes no connections. ` +
          "Stop it, or set DATA_DIR to another folder.",
      );
    }
    await sleep(POLL_MS);
  }
};

/**
 * Runs PostgreSQL from npm's binaries on a data folder, or attaches to one already running there. It ends with this
 * process, however that ends. Rejects with a `PostgresLaunchError` that says what to do.
 */
export const launchPostgres = async (options: LaunchOptions): Promise<EmbeddedPostgres> => {
  try {
    return await launch(options);
  } catch (error) {
    if (error instanceof PostgresLaunchError) throw error;
    throw new PostgresLaunchError(`Cannot start PostgreSQL in ${resolve(options.dataDir)}: ${inWords(error)}.`, {
      cause: error,
    });
  }
};
