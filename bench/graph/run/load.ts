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
}

const CONNECTIONS = 8;

/** Errors, and reasons why a change was refused. */
const BAD = /"errors":|"userErrors":\[\{/;

/** Connections for a load at a fixed rate: as many requests may be on their way. */
const MOST_CONNECTIONS = 200;

const open = ({ url, token }: Target, connections: number) => {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, headersTimeout: 60_000 });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const send = async (body: string): Promise<string> => {
    const answer = await pool.request({ path, method: "POST", headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || !/^\{"data" ?: ?\{/.test(text) || BAD.test(text)) {
      throw new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
    }
    return text;
  };
  return { send, close: () => pool.close() };
};

/** The bodies of the requests to send, one after another and without an end. */
export type Bodies = () => string;

/** The same few over and over. */
export const repeated = (bodies: readonly string[]): Bodies => {
  let sent = 0;
  return () => bodies[sent++ % bodies.length] ?? "";
};

export interface Answer {
  readonly text: string;
  readonly milliseconds: number;
}

/** Sends requests one after another, and returns the answers. */
export const inTurn = async (target: Target, bodies: Bodies, count: number): Promise<Answer[]> => {
  const client = open(target, 1);
  const answers: Answer[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    const text = await client.send(bodies());
    answers.push({ text, milliseconds: performance.now() - began });
  }
  await client.close();
  return answers;
};

/** Sends requests over eight connections without a pause, until `isOver` is told that many have been sent. */
export const saturate = async (
  target: Target,
  bodies: Bodies,
  isOver: (sent: number, seconds: number) => boolean,
): Promise<Load> => {
  const client = open(target, CONNECTIONS);
  const start = performance.now();
  let sent = 0;
  let answered = 0;
  const ask = async () => {
    while (!isOver(sent++, (performance.now() - start) / 1_000)) {
      await client.send(bodies());
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const seconds = (performance.now() - start) / 1_000;
  await client.close();
  return { requests: answered, seconds };
};

/**
 * Sends requests at a fixed rate, whether the earlier ones are answered or not. Each is timed from the moment it was
 * due; one that fails takes forever.
 */
export const atRate = async (target: Target, bodies: Bodies, rate: number, seconds: number): Promise<number[]> => {
  const client = open(target, MOST_CONNECTIONS);
  const all: Promise<number>[] = [];
  const start = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const due = start + (n * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    all.push(
      client.send(bodies()).then(
        () => performance.now() - due,
        () => Number.POSITIVE_INFINITY,
      ),
    );
  }
  const latencies = await Promise.all(all);
  await client.close();
  return latencies;
};
