import { fchown } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.ts";
import { unfit } from "./cluster.ts";
import type { DataFolder } from "./data-folder.ts";
import { type GuardedProcess, spawnGuarded } from "./guarded-process.ts";
import { inWords, PostgresLaunchError } from "./launch-error.ts";
import { type Postmaster, readPostmaster } from "./postmaster-file.ts";
import { serverSettings } from "./settings.ts";
import { socketFolderFor } from "./socket-folder.ts";

const LARGEST_LOG = 10 * 1024 * 1024;
const TAKEN = /lock file ".*" (already exists|is empty)|pre-existing shared memory/;

/** A server that this process started and must stop. */
export interface Server {
  readonly postmaster: Postmaster;
  /** Settles when it has ended, intentionally or not. */
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

const openLog = async ({ dataDir, account }: DataFolder) => {
  const path = join(dataDir, "postgres.log");
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size > LARGEST_LOG) await rename(path, `${path}.1`);
  const file = await open(path, "a+", 0o600).catch((error: unknown) => {
    throw new PostgresLaunchError(`Cannot write the server's log ${path}: ${inWords(error)}.`);
  });
  if (account) await promisify(fchown)(file.fd, account.uid, account.gid);
  const from = (await file.stat()).size;
  const said = async (): Promise<string> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, from);
    return buffer.toString("utf8", 0, bytesRead);
  };
  return { file, path, said };
};

/** Fast shutdown; then immediate, then by force, in case a disk or process hangs. */
const stopProcess = async ({ child, exited }: GuardedProcess): Promise<void> => {
  child.ref();
  const harder = [setTimeout(() => child.kill("SIGQUIT"), 10_000), setTimeout(() => child.kill("SIGKILL"), 16_000)];
  child.kill("SIGINT");
  await exited;
  harder.forEach(clearTimeout);
};

/** Starts the server of a cluster; `undefined` if another process was faster and its server should be used. */
export const startServer = async (
  place: DataFolder,
  { folder }: Binaries,
  options: {
    readonly durable: boolean;
    readonly extraSettings: Readonly<Record<string, string>>;
    readonly deadline: number;
    /** Where the previous server had its socket. */
    readonly socketFolder?: string;
  },
): Promise<Server | undefined> => {
  const { durable, extraSettings, deadline, socketFolder } = options;
  const log = await openLog(place);
  const socket = await socketFolderFor(place, socketFolder);
  try {
    const args = ["-D", place.dataDir, ...serverSettings(socket.path, durable, extraSettings)];
    const server = spawnGuarded(place.account, join(folder, "bin/postgres"), args, log.file.fd);
    let ended = false;
    void server.exited.then(() => {
      ended = true;
      return socket.remove();
    });
    while (!ended) {
      const postmaster = await readPostmaster(place.dataDir);
      if (postmaster?.pid === server.child.pid && postmaster?.ready) {
        server.letGo();
        return { postmaster, exited: server.exited, stop: () => stopProcess(server) };
      }
      if (Date.now() > deadline) {
        await stopProcess(server);
        throw new PostgresLaunchError(`PostgreSQL was not ready in time; its log is ${log.path}.`);
      }
      await sleep(5);
    }
    const { code, failure } = await server.exited;
    if (failure) throw failure;
    if (code === 127) throw unfit(folder);
    const said = await log.said();
    if (TAKEN.test(said)) return undefined;
    const reasons = said.split("\n").filter((line) => /FATAL|HINT|error/.test(line));
    throw new PostgresLaunchError(
      `PostgreSQL did not start on ${place.dataDir}: ${reasons.join(" ") || `exit code ${code}`}; its log is ${log.path}.`,
    );
  } finally {
    await log.file.close();
  }
};
