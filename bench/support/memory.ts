import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

const PAUSE_MS = 50;

/** The peak memory of a process, in kB; undefined once it is gone. */
const peakOf = (pid: number | undefined): number | undefined => {
  try {
    return (
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) || undefined
    );
  } catch {
    return undefined;
  }
};

/** Monitors a process's memory. Linux only. `end` returns the peak in MB, even for one that has died. */
export const watchMemory = (child: ChildProcess) => {
  let peak = 0;
  const look = (): void => {
    peak = peakOf(child.pid) ?? peak;
  };
  const timer = setInterval(look, PAUSE_MS);
  return {
    isAlive: (): boolean => child.exitCode === null && child.signalCode === null,
    end: (): number => {
      look();
      clearInterval(timer);
      return Math.round(peak / 1_024);
    },
  };
};
