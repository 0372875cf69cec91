import { existsSync, readFileSync } from "node:fs";
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";

/**
 * The CPU time of the main thread alone, where the system reports it: compiler and garbage
 * collector threads block nobody.
 */
const MAIN_THREAD = `/proc/self/task/${process.pid}/schedstat`;
const isTold = existsSync(MAIN_THREAD);

/** Milliseconds of CPU used so far. */
const spent = (): number => {
  if (isTold) return Number(readFileSync(MAIN_THREAD, "utf8").split(" ", 1)[0]) / 1_000_000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds by which two spans overlap. */
const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

/**
 * Runs the work and returns the longest time, in milliseconds of CPU, for which it blocked the
 * event loop. Garbage collection is not counted: its duration depends on everything the process has
 * ever allocated.
 */
export const longestBlock = async (work: () => Promise<unknown>): Promise<number> => {
  const goes: (Span & { readonly milliseconds: number })[] = [];
  const collections: Span[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      collections.push({ from: startTime, to: startTime + duration });
  });
  observer.observe({ entryTypes: ["gc"] });

  let isOver = false;
  let [from, began] = [performance.now(), spent()];
  const look = (): void => {
    const [to, now] = [performance.now(), spent()];
    goes.push({ from, to, milliseconds: now - began });
    [from, began] = [to, now];
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  try {
    await work();
  } finally {
    isOver = true;
    look();
    await turn();
    observer.disconnect();
  }
  return Math.max(
    ...goes.map((go) => go.milliseconds - collections.reduce((sum, collection) => sum + overlap(go, collection), 0)),
  );
};

/**
 * Milliseconds of CPU that a fixed piece of work takes on this machine at the moment. Tests
 * multiply it to set their limits.
 */
export const cpuBaseline = (): number => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ n, name: `Customer ${n}` })));
  const runs = Array.from({ length: 5 }, () => {
    const began = spent();
    JSON.stringify(JSON.parse(text));
    return spent() - began;
  });
  return Math.min(...runs);
};
