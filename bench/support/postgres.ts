import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The first process of the PostgreSQL that keeps its data in this folder. */
export const postmasterAt = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);

/** That of the embedded one of this `DATA_DIR`. */
export const postmasterOf = (dataDir: string): Promise<number> => postmasterAt(join(dataDir, "postgres"));

/** Signals a PostgreSQL and all its child processes. */
export const signalAll = (postmaster: number, signal: NodeJS.Signals): void => {
  const started = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === postmaster)
    .map(([pid = 0]) => pid);
  for (const pid of [postmaster, ...started]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
};
