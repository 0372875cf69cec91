import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 100;
/** No build takes this long: a lock this old was left behind, whatever process has its number now. */
const STALE_MS = 300_000;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
};

const isLeft = (path: string): boolean => {
  try {
    const [pid] = readFileSync(path, "utf8").split(" ");
    return !isAlive(Number(pid)) || Date.now() - statSync(path).mtimeMs > STALE_MS;
  } catch {
    return false; // It has just been released.
  }
};

/**
 * Waits until this process holds the lock, alone among all that share the folder; returns a function that releases it.
 */
export const takeLock = async (path: string): Promise<() => void> => {
  const mine = `${process.pid} ${randomUUID()}`;
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: "wx" });
      break;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      if (isLeft(path)) rmSync(path, { force: true });
      await sleep(PAUSE_MS);
    }
  }
  return () => {
    try {
      if (readFileSync(path, "utf8") === mine) rmSync(path);
    } catch {
      // Somebody else considered it abandoned.
    }
  };
};
