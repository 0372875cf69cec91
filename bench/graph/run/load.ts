import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";

/** Where requests go, and as whom. */
export interface Target {
  readonly url: string;
  readonly token: string;
}

/** What came of some requests. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
}

const CONNECTIONS = 8;

/** Connections for a load at a fixed rate: as many requests may be on their way. */
const MOST_CONNECTIONS = 200;

const open = ({ url, token }: Target, connections: number) => {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, headersTimeout: 60_000 });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const send = async (body: string): Promise<string> => {
    const answer = await pool.request({ path, method: "POST", headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || !/^\{"data" ?: ?\{/.test(text) || text.includes('"errors":')) {
      throw new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
    }
    return text;
  };
  return { send, close: () => pool.close() };
};

/** Sends requests one after another, and returns the answers. */
export const inTurn = async (target: Target, bodies: readonly string[]): Promise<string[]> => {
  const client = open(target, 1);
  const answers: string[] = [];
  for (const body of bodies) answers.push(await client.send(body));
  await client.close();
  return answers;
};

/** Sends requests over eight connections without a pause, until `isOver` is told that many have been sent. */
export const saturate = async (
  target: Target,
  bodies: readonly string[],
  isOver: (sent: number, seconds: number) => boolean,
): Promise<Load> => {
  const client = open(target, CONNECTIONS);
  const latencies: number[] = [];
  const start = performance.now();
  let sent = 0;
  const ask = async () => {
    while (!isOver(sent, (performance.now() - start) / 1_000)) {
      const began = performance.now();
      await client.send(bodies[sent++ % bodies.length] ?? "");
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const seconds = (performance.now() - start) / 1_000;
  await client.close();
  return { requests: latencies.length, seconds, latencies };
};

/** Sends requests at a fixed rate, whether the earlier ones are answered or not. Each is timed from the moment it was due. */
export const atRate = async (
  target: Target,
  bodies: readonly string[],
  rate: number,
  seconds: number,
): Promise<Load> => {
  const client = open(target, MOST_CONNECTIONS);
  const latencies: number[] = [];
  const all: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const due = start + (n * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const sent = client.send(bodies[n % bodies.length] ?? "").then(() => {
      latencies.push(performance.now() - due);
    });
    sent.catch(() => undefined); // Awaited below, with all others.
    all.push(sent);
  }
  await Promise.all(all);
  await client.close();
  return { requests: latencies.length, seconds, latencies };
};
