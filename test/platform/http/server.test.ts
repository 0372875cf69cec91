import { request as httpRequest } from "node:http";
import { createConnection } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { GraphQLError, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { auditServer } from "graphql-http";
import { createSignIn, type SignIn } from "../../../platform/auth/sign-in.ts";
import { mintToken } from "../../../platform/auth/token.ts";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { Refusal } from "../../../platform/graphql/errors.ts";
import { createCors } from "../../../platform/http/cors.ts";
import { createApollo } from "../../../platform/http/graphql/apollo.ts";
import { createGraphqlHandler } from "../../../platform/http/graphql/handler.ts";
import { metricsGuard } from "../../../platform/http/guards.ts";
import { type HttpServer, listen } from "../../../platform/http/server.ts";
import { createLog } from "../../../platform/observability/log.ts";
import { createMetrics } from "../../../platform/observability/metrics.ts";
import { auth } from "../../support/secrets.ts";

const TENANT = "0198c0de-0000-7000-8000-00000000000a";

interface Context {
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
}

const lines: string[] = [];
const log = createLog({ name: "test", level: "info" }, { write: (line) => void lines.push(line) });
let aborted = 0;

const text = { type: GraphQLString };
const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, Context>({
    name: "Query",
    fields: {
      tenant: { ...text, resolve: (_, __, { viewer }) => viewer.tenantId },
      slow: {
        ...text,
        resolve: async (_, __, { signal }) => {
          signal.addEventListener("abort", () => aborted++);
          await sleep(300);
          return "done";
        },
      },
      bug: { ...text, resolve: () => Promise.reject(new Error("password of ada@example.com")) },
      refusal: { ...text, resolve: () => Promise.reject(new Refusal("FORBIDDEN", "Needs admin.")) },
      foreign: {
        ...text,
        resolve: () => Promise.reject(new GraphQLError("inside", { extensions: { code: "NEW", sql: "select 1" } })),
      },
      echo: { ...text, args: { text: { type: new GraphQLNonNull(GraphQLString) } }, resolve: (_, { text }) => text },
    },
  }),
  mutation: new GraphQLObjectType({ name: "Mutation", fields: { change: { ...text, resolve: () => "changed" } } }),
});

const start = async (
  options: { signIn?: SignIn; local?: boolean; token?: string; check?: () => Promise<void> } = {},
) => {
  const metrics = createMetrics();
  const signIn = options.signIn ?? (await createSignIn(auth, log));
  const apollo = createApollo<Context>({ schema }, { log, metrics, production: false, introspection: true });
  await apollo.start();
  const server = await listen({
    port: 0,
    local: options.local ?? false,
    log,
    metrics: { guard: metricsGuard(options.token ? [options.token] : null), text: () => metrics.registry.metrics() },
  });
  const graphql = createGraphqlHandler({
    apollo,
    cors: createCors(["https://app.example"]),
    metrics,
    context: async ({ headers, signal }) => ({ viewer: await signIn(headers), signal }),
  });
  const open = () => server.open({ "/graphql": graphql }, options.check ?? (async () => undefined));
  running.push(server);
  return { server, open, url: server.url.replace("localhost", "127.0.0.1") };
};

const running: HttpServer[] = [];
const token = await mintToken(auth, { sub: "ada", tenant: TENANT }, "1h");
const signedIn = { authorization: `Bearer ${token}`, "content-type": "application/json" };
const post = (url: string, query: string, headers: Record<string, string> = signedIn) =>
  fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.drain(0)));
  lines.length = 0;
});

describe("a server", () => {
  it("is live at once, and ready when it is opened", async () => {
    const { url, open } = await start();
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await post(url, "{ tenant }")).status).toBe(503);

    open();

    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await post(url, "{ tenant }")).json()).toEqual({ data: { tenant: TENANT } });
  });

  it("is not ready while a dependency cannot be reached", async () => {
    const { url, open } = await start({ check: () => Promise.reject(new Error("no database")) });
    open();

    const response = await fetch(`${url}/readyz`);

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: "unreachable" });
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  it("says so when its port is in use", async () => {
    const { server } = await start();
    const port = Number(new URL(server.url).port);

    await expect(
      listen({ port, local: false, log, metrics: { guard: () => false, text: async () => "" } }),
    ).rejects.toThrow(`Port ${port} is in use.`);
  });

  it("finishes requests in flight, and accepts no new ones, while draining", async () => {
    const { server, url, open } = await start();
    open();
    const inFlight = post(url, "{ slow }");
    await sleep(50);

    const drained = server.drain(5_000);
    const isRefused = () =>
      post(url, "{ tenant }").then(
        () => false,
        () => true,
      );
    while (!(await isRefused()));

    expect(await (await inFlight).json()).toEqual({ data: { slow: "done" } });
    await drained;
  });

  it("does not wait for a connection that was never used", async () => {
    const { server, url } = await start();
    const unused = createConnection(Number(new URL(url).port), "127.0.0.1");
    await new Promise((connected) => unused.once("connect", connected));
    await sleep(50);

    const began = performance.now();
    await server.drain(5_000);

    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it("closes connections over its limit at once", async () => {
    const server = await listen({
      port: 0,
      local: false,
      maxConnections: 2,
      log,
      metrics: { guard: () => false, text: async () => "" },
    });
    running.push(server);
    const connected = async () => {
      const socket = createConnection(Number(new URL(server.url).port), "127.0.0.1");
      const closed = new Promise((resolve) =>
        socket.once("close", () => resolve("closed")).on("error", () => undefined),
      );
      await new Promise((resolve) => socket.once("connect", resolve));
      return Promise.race([closed, sleep(200, "kept")]);
    };

    expect((await Promise.all([connected(), connected(), connected()])).sort()).toEqual(["closed", "kept", "kept"]);
  });

  it("waits no longer than allowed", async () => {
    const { server, url, open } = await start();
    open();
    const inFlight = post(url, "{ slow }").catch((error: Error) => error.message);
    await sleep(50);

    await server.drain(30);

    expect(await inFlight).toBe("fetch failed");
  });

  it("answers only to this machine's own name without authentication", async () => {
    const { url, open } = await start({ local: true, signIn: await createSignIn(null, log) });
    open();
    const port = Number(new URL(url).port);
    const statusFor = (host: string) =>
      new Promise((resolve) =>
        httpRequest({ port, host: "127.0.0.1", path: "/livez", headers: { host } }, (response) =>
          resolve(response.resume().statusCode),
        ).end(),
      );

    expect(await statusFor(`localhost:${port}`)).toBe(200);
    expect(await statusFor("rebound.example")).toBe(403);
    expect(await statusFor(`localhost.evil.example:${port}`)).toBe(403);
  });
});

describe("a stranger", () => {
  it.each([
    ["without a token", {}],
    ["with another scheme", { authorization: "Basic YTpi" }],
    ["with nonsense", { authorization: "Bearer nonsense" }],
  ])("is refused %s", async (_, headers) => {
    const { url, open } = await start();
    open();

    const response = await post(url, "{ tenant }", { "content-type": "application/json", ...headers });

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    const { data, errors } = (await response.json()) as { data?: unknown; errors: { extensions: unknown }[] };
    expect(data).toBeUndefined();
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: "UNAUTHENTICATED" }]);
  });

  it("reads neither the schema nor why a document is not valid", async () => {
    const { url, open } = await start();
    open();

    for (const query of ["{ __schema { types { name } } }", "{ tenent }", "{"]) {
      expect((await post(url, query, { "content-type": "application/json" })).status).toBe(401);
    }
  });

  it("reads metrics only on this machine, or with the token if one is set", async () => {
    const open = await start();
    const closed = await start({ token: "a-token-of-metrics" });
    const statusOf = async (url: string, headers = {}) => (await fetch(`${url}/metrics`, { headers })).status;

    expect(await statusOf(open.url)).toBe(200);
    expect(await statusOf(open.url, { "x-forwarded-for": "203.0.113.7" })).toBe(503);
    expect(await statusOf(closed.url)).toBe(503);
    expect(await statusOf(closed.url, { authorization: "Bearer a-token-of-metrics" })).toBe(200);
  });

  it.each([
    "Forwarded",
    "Via",
    "X-Real-IP",
    "X-Forwarded-Proto",
    "X-Envoy-External-Address",
    "CF-Ray",
    "True-Client-IP",
  ])("reads no metrics through a proxy, which %s reveals", async (header) => {
    const { url } = await start();

    expect((await fetch(`${url}/metrics`, { headers: { [header]: "203.0.113.7" } })).status).toBe(503);
  });

  it("reads no metrics under a foreign host name", async () => {
    const { url } = await start();
    const { status } = await new Promise<{ status: number | undefined }>((resolve, reject) =>
      httpRequest(`${url}/metrics`, { headers: { host: "metrics.example" } }, (response) => {
        response.resume();
        resolve({ status: response.statusCode });
      })
        .on("error", reject)
        .end(),
    );

    expect(status).toBe(503);
  });
});

describe("GraphQL over HTTP", () => {
  it("follows its specification", async () => {
    const { url, open } = await start({ signIn: await createSignIn(null, log) });
    open();

    const results = await auditServer({ url: `${url}/graphql` });

    const failed = results.filter(({ status }) => status === "error");
    expect(results.length).toBeGreaterThan(50);
    expect(failed.map(({ name, reason }: { name: string; reason?: string }) => `${name}: ${reason}`)).toEqual([]);
  });

  it("masks bugs, and logs each under the id in the response", async () => {
    const { url, open } = await start();
    open();

    const { errors } = (await (await post(url, "{ bug foreign }")).json()) as {
      errors: { message: string; extensions: object }[];
    };

    for (const { message, extensions } of errors) {
      expect(message).toMatch(/^Internal error [0-9a-f-]{36}$/);
      expect(extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) });
      expect(lines.filter((line) => line.includes(message.slice(15)))).toHaveLength(1);
    }
    expect(JSON.stringify(errors)).not.toMatch(/password|inside|select/);
  });

  it("passes a refusal on unchanged", async () => {
    const { url, open } = await start();
    open();

    const { data, errors } = (await (await post(url, "{ tenant refusal }")).json()) as {
      data: unknown;
      errors: unknown[];
    };

    expect(data).toEqual({ tenant: TENANT, refusal: null });
    expect(errors).toEqual([
      {
        message: "Needs admin.",
        path: ["refusal"],
        locations: [{ line: 1, column: 10 }],
        extensions: { code: "FORBIDDEN" },
      },
    ]);
  });

  it.each([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, "query={tenant}", 415],
    ["plain text", { "content-type": "text/plain" }, '{"query":"{tenant}"}', 415],
    ["no media type", { "content-type": "" }, '{"query":"{tenant}"}', 415],
    ["another charset", { "content-type": "application/json; charset=latin1" }, '{"query":"{tenant}"}', 415],
    [
      "another charset in quotes",
      { "content-type": 'application/json; charset="utf-16"' },
      '{"query":"{tenant}"}',
      415,
    ],
    ["another type before ours", { "content-type": "text/plain;application/json" }, '{"query":"{tenant}"}', 415],
    ["two types", { "content-type": "application/json, text/plain" }, '{"query":"{tenant}"}', 415],
    ["a compressed body", { "content-type": "application/json", "content-encoding": "gzip" }, "x", 415],
    ["broken JSON", { "content-type": "application/json" }, "{", 400],
    [
      "bytes that are not UTF-8",
      { "content-type": "application/json" },
      Buffer.from('{"query":"\xff"}', "latin1"),
      400,
    ],
    ["a list of operations", { "content-type": "application/json" }, '[{"query":"{tenant}"}]', 400],
    [
      "more than a megabyte",
      { "content-type": "application/json" },
      JSON.stringify({ query: `#${"x".repeat(1_048_576)}` }),
      413,
    ],
  ])("refuses %s", async (_, headers, body, status) => {
    const { url, open } = await start();
    open();

    const response = await fetch(`${url}/graphql`, { method: "POST", headers: { ...signedIn, ...headers }, body });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });

  it.each([
    "application/json;",
    "application/json ; ;charset=UTF-8",
    'Application/JSON;charset="utf\\-8"',
    "application/json; profile=x; charset=utf8",
  ])("accepts the media type %s, as HTTP allows", async (type) => {
    const { url, open } = await start();
    open();

    const response = await post(url, "{ tenant }", { ...signedIn, "content-type": type });

    expect(await response.json()).toEqual({ data: { tenant: TENANT } });
  });

  it("stops reading a body of unknown length when it grows too long", async () => {
    const { url, open } = await start();
    open();

    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${url}/graphql`, { method: "POST", headers: signedIn }, (response) =>
        resolve(response.resume().statusCode),
      );
      request.on("error", reject);
      for (let n = 0; n < 20; n++) request.write("x".repeat(65_536));
    });

    expect(status).toBe(413);
  });

  it("reads by GET, and writes only by POST", async () => {
    const { url, open } = await start();
    open();
    const get = (query: string, headers: object) =>
      fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { authorization: signedIn.authorization, ...headers },
      });
    const preflighted = { "apollo-require-preflight": "1" };

    expect(await (await get("{ tenant }", preflighted)).json()).toEqual({ data: { tenant: TENANT } });
    expect((await get("mutation { change }", preflighted)).status).toBe(405);
    expect((await get("{ tenant }", {})).status).toBe(400);
    expect((await fetch(`${url}/graphql`, { method: "PUT", headers: signedIn, body: "{}" })).status).toBe(405);
  });

  it("tells a client that sends a plain GET what to do", async () => {
    const { url, open } = await start();
    open();

    const response = await fetch(`${url}/graphql?query=%7Btenant%7D`, {
      headers: { authorization: signedIn.authorization },
    });

    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(response.status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toEqual({ code: "BAD_REQUEST" });
    expect(errors[0]?.message).toMatch(/apollo-require-preflight: true.*POST.*preferGetMethod: false/s);
  });

  it("stops working for a client that left", async () => {
    const { url, open } = await start();
    open();
    aborted = 0;
    const controller = new AbortController();
    const gone = fetch(`${url}/graphql`, {
      method: "POST",
      headers: signedIn,
      body: '{"query":"{ slow }"}',
      signal: controller.signal,
    }).catch(() => "gone");
    await sleep(50);

    controller.abort();
    expect(await gone).toBe("gone");
    await sleep(50);

    expect(aborted).toBe(1);
  });

  it("survives a body that breaks off", async () => {
    const { url, open } = await start();
    open();
    const { port } = new URL(url);
    const socket = createConnection(Number(port), "127.0.0.1");
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: ${signedIn.authorization}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"que`,
    );
    await sleep(30);

    socket.destroy();
    await sleep(30);

    expect((await post(url, "{ tenant }")).status).toBe(200);
    expect(lines.filter((line) => line.includes('"error"'))).toEqual([]);
  });

  it("gives every response an id, the caller's own if it is harmless", async () => {
    const { url, open } = await start();
    open();
    const idFor = async (id: string) =>
      (await post(url, "{ tenant }", { ...signedIn, "x-request-id": id })).headers.get("x-request-id");

    expect(await idFor("proxy-1")).toBe("proxy-1");
    expect(await idFor("a b")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("logs what failed under that id", async () => {
    const { url, open } = await start();
    open();

    await post(url, "{ bug refusal }", { ...signedIn, "x-request-id": "call-7" });

    const told = lines.map((line) => JSON.parse(line)).filter(({ request }) => request === "call-7");
    expect(told).toMatchObject([{ level: "warn", failures: 1, first: ["bug"] }]);
  });

  it("forbids caching, framing and MIME sniffing", async () => {
    const { url, open } = await start();
    open();

    const { headers } = await post(url, "{ tenant }");

    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it("counts requests by kind and errors by code, never by values a client can choose", async () => {
    const { url, open } = await start();
    open();
    await post(url, "query Secret { tenant }");
    await post(url, "mutation { change }");
    await post(url, "{ refusal }");
    await post(url, "{ nothing }");

    const metrics = await (await fetch(`${url}/metrics`)).text();

    expect(metrics).toContain('graphql_request_duration_seconds_count{operation="query",status="2xx"} 2');
    expect(metrics).toContain('graphql_request_duration_seconds_count{operation="mutation",status="2xx"} 1');
    expect(metrics).toContain('graphql_request_duration_seconds_count{operation="none",status="4xx"} 1');
    expect(metrics).toContain('graphql_errors_total{code="FORBIDDEN"} 1');
    expect(metrics).not.toContain("Secret");
  });
});

describe("pages of other origins", () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/graphql`, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });

  it("may send requests only if they match the list exactly", async () => {
    const { url, open } = await start();
    open();

    const allowed = await preflight(url, "https://app.example");

    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(allowed.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
    for (const origin of ["https://app.example.evil", "http://app.example", "https://APP.example", "null"]) {
      expect((await preflight(url, origin)).headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});
