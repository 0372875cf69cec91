import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Ids of a process's living child processes whose command line contains a word. */
export const startedBy = (parent: number | undefined, word: string): readonly number[] =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === parent && !found?.[3]?.startsWith("Z") && found?.[4]?.includes(word))
    .map((found) => Number(found?.[1]));

/** Whether a process is running. A zombie is not. */
const runs = (pid: number): boolean => {
  try {
    if (process.platform === "linux") return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return !/^Z/.test(execFileSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return false;
  }
};

/** Waits until a process has ended. */
export const gone = async (pid: number): Promise<void> => {
  while (runs(pid)) await sleep(20);
};
