import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import type { HttpSubgraph } from "../../../gateway/transport/http.ts";
import { http } from "../../../gateway/transport/http.ts";
import { createReadBudgets } from "../../../platform/process/requests/read-budgets.ts";
import { requestOf } from "../../support/engine/gateway.ts";

type Handle = (request: IncomingMessage, response: ServerResponse, attempt: number) => unknown;

const open: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(open.splice(0).map((close) => close())));

/** A subgraph whose responses the test defines, and the transport to it. */
const subgraph = async (handle: Handle, options: Partial<HttpSubgraph> = {}) => {
  let attempts = 0;
  const server = createServer((request, response) => void handle(request, response, ++attempts));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const transport = http({ name: "subgraph", url, ...options });
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await transport.close?.();
  });
  return { transport, attempts: () => attempts };
};

const read = { text: "{ a }", kind: "query" } as const;
const write = { text: "mutation { a }", kind: "mutation" } as const;

describe("http", () => {
  it("posts the operation with its variables and the request's headers", async () => {
    let received: unknown;
    const { transport } = await subgraph(
      async (request, response) => {
        const { authorization, "content-type": type } = request.headers;
        received = { authorization, type, body: JSON.parse(await readText(request)) };
        response.end('{"data":{"a":1}}');
      },
      { headers: () => ({ authorization: "Bearer t" }) },
    );

    const answer = await transport.prepare(read)({ v: 1 }, requestOf());

    expect(answer).toEqual({ data: { a: 1 } });
    expect(received).toEqual({
      authorization: "Bearer t",
      type: "application/json",
      body: { query: "{ a }", variables: { v: 1 } },
    });
  });

  it("reuses its connections", async () => {
    const ports = new Set<number | undefined>();
    const { transport } = await subgraph(async (request, response) => {
      ports.add(request.socket.remotePort);
      await readText(request);
      response.end('{"data":{}}');
    });

    for (let run = 0; run < 20; run++) await transport.prepare(read)({}, requestOf());

    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it("retries a read once when its connection died before a response, and never a write", async () => {
    const dying: Handle = (request, response, attempt) =>
      attempt === 1 ? request.socket.destroy() : response.end('{"data":{"a":2}}');
    const [forRead, forWrite] = [await subgraph(dying), await subgraph(dying)];

    const answer = await forRead.transport.prepare(read)({}, requestOf());
    const refused = forWrite.transport.prepare(write)({}, requestOf());

    expect(answer).toEqual({ data: { a: 2 } });
    await expect(refused).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    expect(forRead.attempts()).toBe(2);
    expect(forWrite.attempts()).toBe(1);
  });

  it("does not retry a read once its response has begun", async () => {
    const { transport, attempts } = await subgraph((request, response) => {
      response.write('{"data":');
      setTimeout(() => request.socket.destroy(), 20);
    });

    await expect(transport.prepare(read)({}, requestOf())).rejects.toMatchObject({
      code: "DOWNSTREAM_SERVICE_UNAVAILABLE",
    });
    expect(attempts()).toBe(1);
  });

  it("times out when a response does not arrive, or only trickles", async () => {
    const silent = await subgraph(() => {}, { timeout: 500 });
    const dripping = await subgraph(
      (_, response) => {
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(timer));
      },
      { timeout: 500 },
    );

    for (const { transport, attempts } of [silent, dripping]) {
      await expect(transport.prepare(read)({}, requestOf())).rejects.toMatchObject({
        code: "DOWNSTREAM_SERVICE_UNAVAILABLE",
      });
      expect(attempts()).toBe(1);
    }
  });

  it("stops when the client leaves", async () => {
    const left = new AbortController();
    let closed = false;
    const { transport } = await subgraph((request) => {
      request.socket.on("close", () => {
        closed = true;
      });
      left.abort();
    });

    const fetch = transport.prepare(read)({}, requestOf(undefined, undefined, left.signal));

    await expect(fetch).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toBe(true);
  });

  it.each([
    ["is not JSON", 200, "<html>"],
    ["is not a GraphQL result", 200, '{"error":"no"}'],
    ["is a list", 200, "[]"],
    ["is longer than it may be", 200, JSON.stringify({ data: { a: "x".repeat(2_000) } })],
  ])("refuses a response that %s", async (_, status, body) => {
    const { transport } = await subgraph((__, response) => response.writeHead(status).end(body), {
      maxResponseSize: 1_000,
    });

    await expect(transport.prepare(read)({}, requestOf())).rejects.toMatchObject({
      code: "DOWNSTREAM_INVALID_RESPONSE",
    });
  });

  it("reads a GraphQL result whatever its status, and treats any other error page as an outage", async () => {
    const refusing = await subgraph((_, response) => response.writeHead(401).end('{"errors":[{"message":"who?"}]}'));
    const broken = await subgraph((_, response) => response.writeHead(503).end("no backend at 10.0.0.1"));

    expect(await refusing.transport.prepare(read)({}, requestOf())).toEqual({ errors: [{ message: "who?" }] });
    await expect(broken.transport.prepare(read)({}, requestOf())).rejects.toMatchObject({
      code: "DOWNSTREAM_SERVICE_UNAVAILABLE",
    });
  });

  it.each([
    ["says how long it is", (response: ServerResponse) => response.setHeader("content-length", 1_000_000)],
    ["does not say how long it is", (response: ServerResponse) => response.setHeader("x-length", "unknown")],
  ])("stops reading a response that %s when it exceeds what its request may read", async (_, head) => {
    const budgetOf = createReadBudgets({ maxRead: 1_000, maxReadTotal: 10_000 });
    // Never ends: the test waits for the refusal.
    const endless: Handle = (_request, response) => {
      head(response);
      response.write(" ".repeat(5_000));
    };
    const { transport } = await subgraph(endless, { budgetOf });

    const asked = transport.prepare(read)({}, { ...requestOf(), signal: new AbortController().signal });

    await expect(asked).rejects.toMatchObject({ extensions: { code: "OPERATION_REFUSED", limit: 1_000 } });
  });

  it("gives way to other requests when all together read too much, while it waits for a response", async () => {
    const budgetOf = createReadBudgets({ maxRead: 1_000, maxReadTotal: 1_000 });
    const { transport, attempts } = await subgraph(() => undefined, { budgetOf });
    const [large, small] = [new AbortController().signal, new AbortController().signal];
    budgetOf(large).take(900);
    const asked = transport.prepare(read)({}, { ...requestOf(), signal: large });

    budgetOf(small).take(200);

    await expect(asked).rejects.toMatchObject({
      extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", retryAfter: 1 },
    });
    expect(attempts()).toBeLessThanOrEqual(1);
  });
});
