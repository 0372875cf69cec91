import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** The ids of the living processes that one process started, of those whose command line has a word. */
export const startedBy = (parent: number | undefined, word: string): readonly number[] =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === parent && !found?.[3]?.startsWith("Z") && found?.[4]?.includes(word))
    .map((found) => Number(found?.[1]));

/** Whether a process still runs. One that has ended, and whose end nobody has noticed yet, does not. */
const runs = (pid: number): boolean => {
  try {
    if (process.platform === "linux") return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return !/^Z/.test(execFileSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return false;
  }
};

/** Waits until a process is gone. */
export const gone = async (pid: number): Promise<void> => {
  while (runs(pid)) await sleep(20);
};
