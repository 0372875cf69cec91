import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeOf } from "./launch-error.ts";

/** What `postmaster.pid` says about a live server: its process, its socket, and whether it accepts connections. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly port: number;
  readonly ready: boolean;
}

const someProcess = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
};

/** Whether this process id is the running server of this folder: not a zombie, a namesake, or another cluster's. */
const serves = async (pid: number, dataDir: string): Promise<boolean> => {
  if (process.platform === "linux") {
    const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
    const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    if (status !== undefined && !/^\d+ \(postgres\) [^ZX]/.test(status)) return false;
    return workingFolder === undefined || workingFolder === (await realpath(dataDir));
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "state=,comm=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return /^[^Z].*postgres/.test(stdout.trim());
};

/**
 * A process id that no system assigns. PostgreSQL itself then finds the file stale and checks for leftover shared
 * memory.
 */
const NOBODY = 2_147_483_646;

/**
 * The live server of a data folder, if any. Neutralizes a file that names a zombie or a process that got a dead
 * server's id.
 */
export const readPostmaster = async (dataDir: string): Promise<Postmaster | undefined> => {
  const file = join(dataDir, "postmaster.pid");
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const [pidLine = "", , , port = "", socketFolder = "", , , status = ""] = text.split("\n");
  const pid = Math.abs(Number(pidLine));
  if (pidLine === "") {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 10_000) await rm(file, { force: true });
    return { pid, socketFolder, port: 0, ready: false };
  }
  if (!someProcess(pid)) return undefined;
  if (!(await serves(pid, dataDir))) {
    if ((await readFile(file, "utf8").catch(() => "")) === text) {
      await writeFile(file, text.replace(pidLine, String(NOBODY)));
    }
    return undefined;
  }
  return { pid, socketFolder, port: Number(port), ready: status.startsWith("ready") };
};
