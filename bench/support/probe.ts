import { setTimeout as sleep } from "node:timers/promises";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a graph one query. */
export const ask = async (url: string, token: string, query: string, variables: object = {}): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text() };
};

/** Runs tasks continuously, several at once, until stopped. */
export const repeat = (atOnce: number, work: (n: number) => Promise<unknown>): (() => Promise<void>) => {
  let stopped = false;
  const loops = Array.from({ length: atOnce }, async (_, n) => {
    while (!stopped) await work(n).catch(() => sleep(20));
  });
  return async () => {
    stopped = true;
    await Promise.all(loops);
  };
};

export interface Series {
  readonly milliseconds: readonly number[];
  readonly failures: number;
}

/** Repeats a task for some time, and measures each run. `work` returns whether it succeeded. */
export const measured = async (seconds: number, pause: number, work: () => Promise<boolean>): Promise<Series> => {
  const milliseconds: number[] = [];
  let failures = 0;
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const began = performance.now();
    if (!(await work().catch(() => false))) failures++;
    milliseconds.push(performance.now() - began);
    await sleep(pause);
  }
  return { milliseconds: milliseconds.sort((a, b) => a - b), failures };
};

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

/** `p50 / p99 / longest, count, failures` as a row of a table. */
export const row = (name: string, { milliseconds, failures }: Series): string =>
  `| ${name} | ${at(milliseconds, 0.5)} | ${at(milliseconds, 0.99)} | ${at(milliseconds, 1)} | ${milliseconds.length} | ${failures} |\n`;
