import { connect } from "node:net";
import { afterAll, describe, expect, it } from "@jest/globals";
import { Pool } from "undici";
import { seededChoice } from "../support/fuzz/chance.ts";
import { MALFORMED, type WireRequest } from "../support/fuzz/requests.ts";
import { startProductionGraph } from "../support/production-graph.ts";
import { runs } from "../support/runs.ts";

const SEED = Number(process.env.SEED ?? 20261121);
const PER_KIND = runs(480);
const AT_ONCE = 8;

const { graph, authorization } = await startProductionGraph({
  NODE_OPTIONS: "--max-old-space-size=256", // Forces garbage collections, so that retained memory shows.
  RATE_LIMIT_TENANT: "0",
  RATE_LIMIT_SUBJECT: "0",
});
const client = new Pool(graph.url, { connections: AT_ONCE });
afterAll(() => client.close());

interface Finding {
  readonly kind: string;
  readonly status: number;
  readonly request: string;
  readonly answer: string;
}

/** What no response may contain: SQL, stack traces, file names, service addresses. */
const INTERNALS =
  /\b(select|insert into|update) [a-z_."]+ |relation "|at async |\.[jt]s:\d+|node_modules|postgres(ql)?:|\bECONN[A-Z]/i;

const sent = ({ method, path, body }: WireRequest): string => `${method} ${path} ${body.toString().slice(0, 2_000)}`;

/** Reports a server fault, whatever the request was. A masked bug counts as much as a visible one. */
const findingIn = (kind: string, request: WireRequest, status: number, answer: string): Finding | undefined => {
  const isOurs = status >= 500 || /"(INTERNAL_SERVER_ERROR|DOWNSTREAM_\w+)"/.test(answer) || INTERNALS.test(answer);
  return isOurs ? { kind, status, request: sent(request), answer: answer.slice(0, 500) } : undefined;
};

const ask = async ({ method, path, headers, body }: WireRequest) => {
  const isBare = method === "GET" || method === "HEAD" || method === "OPTIONS";
  const response = await client.request({
    method: method as "POST",
    path,
    headers: { authorization, ...headers },
    body: isBare ? null : body,
  });
  return { status: response.statusCode, text: await response.body.text() };
};

const heapInUse = async (): Promise<number> => {
  const metrics = await (await fetch(`${graph.url}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]) / 1_048_576;
};

/** Sends requests of one kind, several at once. Returns the findings and the number of refusals. */
const fuzz = async (kind: keyof typeof MALFORMED, seed: number, count: number) => {
  const choose = seededChoice(seed);
  const requests = Array.from({ length: count }, () => MALFORMED[kind](choose));
  const findings: Finding[] = [];
  let refused = 0;
  const worker = async (): Promise<void> => {
    for (let request = requests.pop(); request; request = requests.pop()) {
      const { status, text } = await ask(request);
      const finding = findingIn(kind, request, status, text);
      if (finding) findings.push(finding);
      if (status >= 400 || text.includes('"errors"') || text.includes('"userErrors"')) refused++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { findings, refused };
};

const KINDS = Object.keys(MALFORMED) as (keyof typeof MALFORMED)[];

/**
 * Megabytes of heap retained while requests of every kind are sent: the minimum, which is measured
 * just after a garbage collection.
 */
const heapWhileAsked = async (): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (const [n, kind] of KINDS.entries()) {
    for (let part = 0; part < 2; part++) {
      await fuzz(kind, SEED + n, PER_KIND / 8);
      least = Math.min(least, await heapInUse());
    }
  }
  return least;
};

describe("A graph that receives malformed requests", () => {
  it.each(KINDS.map((kind, n) => [kind, n] as const))(
    "answers %s with a client error and no internals",
    async (kind, n) => {
      const { findings, refused } = await fuzz(kind, SEED + n, PER_KIND);

      expect(findings).toEqual([]);
      expect(refused).toBeGreaterThan(0);
    },
    120_000,
  );

  it("closes connections that do not speak HTTP, and survives", async () => {
    const choose = seededChoice(SEED);
    const { port } = new URL(graph.url);
    const once = (): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(Number(port), "127.0.0.1");
        let answer = "";
        socket
          .on("data", (chunk) => (answer += chunk))
          .on("close", () => resolve(answer))
          .on("error", () => undefined);
        const garbage = Buffer.from(Array.from({ length: 1 + choose(600) }, () => choose(256)));
        socket.end(choose(2) === 0 ? garbage : Buffer.concat([Buffer.from("POST /graphql HTTP/1.1\r\n"), garbage]));
      });

    const answers: string[] = [];
    for (let n = 0; n < 300; n++) answers.push(await once());

    expect(answers.filter((answer) => /^HTTP\/1.1 5/.test(answer))).toEqual([]);
    expect((await fetch(`${graph.url}/livez`)).status).toBe(200);
  });

  it("uses no more memory than before, and has logged no bug", async () => {
    // Warm up with the same requests, so that caches of parsed and compiled documents are already
    // filled.
    await heapWhileAsked();
    const before = await heapWhileAsked();
    // The smaller of two, in case one was measured before a garbage collection.
    const after = Math.min(await heapWhileAsked(), await heapWhileAsked());

    expect(after - before).toBeLessThan(32);
    expect(graph.child.exitCode).toBeNull();
    expect(graph.stderr()).not.toMatch(/"level":"?(50|60|error|fatal)/);
  }, 180_000);
});
