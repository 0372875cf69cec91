import { existsSync, readFileSync } from "node:fs";
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";

/** What the system counts of the main thread, where it tells: threads that compile and collect garbage keep nobody waiting. */
const MAIN_THREAD = `/proc/self/task/${process.pid}/schedstat`;
const isTold = existsSync(MAIN_THREAD);

/** Milliseconds of CPU so far. */
const spent = (): number => {
  if (isTold) return Number(readFileSync(MAIN_THREAD, "utf8").split(" ", 1)[0]) / 1_000_000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds that two spans share. */
const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

/**
 * Does a work; answers the most milliseconds of CPU that it took in one go, in which nothing else of the process could run. Garbage is not
 * counted: how long it takes to collect depends on all that the process has ever kept.
 */
export const longestGo = async (work: () => Promise<unknown>): Promise<number> => {
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

/** How much slower than the machine on which limits were set this one is at the moment: milliseconds of CPU for a fixed work, to its own. */
export const slowness = (): number => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ n, name: `Customer ${n}` })));
  const runs = Array.from({ length: 5 }, () => {
    const began = spent();
    JSON.stringify(JSON.parse(text));
    return spent() - began;
  });
  return Math.min(...runs);
};
