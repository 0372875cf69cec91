import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true });

/**
 * Sends a graph one query. Not by `fetch`, which may queue a request behind another one on the same connection: it
 * would wait for that one's response.
 */
export const ask = (url: string, token: string, query: string, variables: object = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({ query, variables });
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const sent = request(`${url}/graphql`, { method: "POST", agent, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, text: answer }), reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });

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
