import { execFileSync } from "node:child_process";

/** The ids of the living processes that one process started, of those whose command line has a word. */
export const startedBy = (parent: number | undefined, word: string): readonly number[] =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === parent && !found?.[3]?.startsWith("Z") && found?.[4]?.includes(word))
    .map((found) => Number(found?.[1]));

/** Whether a process still runs. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export const gone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
};
