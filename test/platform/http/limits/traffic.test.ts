import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ask, build, type Environment, type ServerProcess, serve } from "../../../support/server-process.ts";
import {
  blocked,
  createCustomer,
  environment,
  lockFinance,
  metric,
  signedIn,
  startGraph,
  unlockFinance,
  until,
} from "../../../support/traffic.ts";

beforeAll(build);
afterEach(unlockFinance);

const codesOf = ({ errors = [] }: Awaited<ReturnType<typeof ask>>) => errors.map(({ extensions }) => extensions.code);
const wholeCustomer = (id: string) => `{ customer(id: "${id}") { displayName finance { creditLimit { amount } } } }`;
const nameOf = (id: string) => `{ customer(id: "${id}") { displayName version } }`;
const rename = (id: string, displayName: string) =>
  `mutation { customerUpdate(input: { customerId: "${id}", displayName: "${displayName}", finance: { creditLimit: { amount: "200.00", currencyCode: "EUR" } } })
     { customer { version } userErrors { code } } }`;

describe("a request past its deadline", () => {
  let graph: ServerProcess;
  let mine: Environment;
  let another: Environment;
  let id: string;

  beforeAll(async () => {
    graph = await startGraph({ REQUEST_TIMEOUT: "2", MAX_BODY: "2048" });
    mine = await signedIn(randomUUID());
    another = await signedIn(randomUUID());
    id = await createCustomer(graph.url, mine, "Harbour Lights");
  });

  it("is answered with partial data, and its statement is cancelled on the server", async () => {
    await lockFinance();
    const began = performance.now();

    const answer = await ask(graph.url, wholeCustomer(id), mine);

    expect(performance.now() - began).toBeGreaterThan(1_900);
    expect(answer).toMatchObject({ status: 200, data: { customer: { displayName: "Harbour Lights", finance: null } } });
    expect(codesOf(answer)).toEqual(["DOWNSTREAM_SERVICE_UNAVAILABLE"]);
    expect(await blocked()).toBe(0);
    await unlockFinance();
    expect(await metric(graph.url, 'graphql_requests_aborted_total{reason="TIMEOUT"}')).toBe(1);
  });

  it("returns its connections to the pool, however many requests were stuck", async () => {
    await lockFinance();
    const stuck = Array.from({ length: 25 }, () => ask(graph.url, wholeCustomer(id), mine));
    await until(async () => (await blocked()) > 0);

    await Promise.all(stuck);

    expect(await blocked()).toBe(0);
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        expect(await ask(graph.url, nameOf(id), another)).toEqual({ status: 200, data: { customer: null } });
      }),
    );
    await unlockFinance();
    // After that many timeouts in finance, this tenant's circuit breaker for it stays open for some
    // seconds.
    const whole = async () => JSON.stringify((await ask(graph.url, wholeCustomer(id), mine)).data);
    await until(async () => (await whole()).includes('"amount":"100.00"'), 20_000);
  }, 40_000);

  it("has written nothing, even if it was half written when it was stuck", async () => {
    const before = await ask(graph.url, nameOf(id), mine);
    await lockFinance();

    const answer = await ask(graph.url, rename(id, "Half Written"), mine);

    expect(codesOf(answer)).toEqual(["DOWNSTREAM_SERVICE_UNAVAILABLE"]);
    expect(await blocked()).toBe(0);
    await unlockFinance();
    expect(await ask(graph.url, nameOf(id), mine)).toEqual(before);
    expect((await ask(graph.url, rename(id, "Written Whole"), mine)).errors).toBeUndefined();
  });

  it("ends at once when its client leaves", async () => {
    await lockFinance();
    const before = await metric(graph.url, 'graphql_requests_aborted_total{reason="CLIENT_LEFT"}');
    const controller = new AbortController();
    const left = fetch(`${graph.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...mine },
      body: JSON.stringify({ query: wholeCustomer(id) }),
      signal: controller.signal,
    }).catch(() => "left");
    await until(async () => (await blocked()) === 1);

    controller.abort();

    expect(await left).toBe("left");
    await until(async () => (await blocked()) === 0);
    await unlockFinance();
    expect(await metric(graph.url, 'graphql_requests_aborted_total{reason="CLIENT_LEFT"}')).toBe(before + 1);
  });

  it("gets an error when its body does not arrive, or body or headers are too long", async () => {
    const statusOf = (headers: Environment, body: string, end: boolean) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = httpRequest(`${graph.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", ...mine, ...headers },
        });
        sent.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
        sent.write(body);
        if (end) sent.end();
      });

    expect(await statusOf({ "content-length": "100" }, '{"query":', false)).toBe(408);
    expect(await statusOf({}, JSON.stringify({ query: `{ __typename } #${"x".repeat(2_048)}` }), true)).toBe(413);
    expect(await statusOf({ "x-long": "x".repeat(17_000) }, "{}", true)).toBe(431);
    expect((await ask(graph.url, "{ __typename }", mine)).status).toBe(200);
  });

  it("logs nothing that looks like a server fault", () => {
    const faults = graph
      .stderr()
      .split("\n")
      .filter((line) => line.includes('"level":"error"') || line.includes("canceling statement"));

    expect(faults).toEqual([]);
  });

  it("does not keep a process from ending in order", async () => {
    await lockFinance();
    const stuck = ask(graph.url, wholeCustomer(id), mine);
    await until(async () => (await blocked()) === 1);

    graph.child.kill("SIGTERM");

    expect((await stuck).data).toMatchObject({ customer: { finance: null } });
    expect(await graph.exit).toBe(0);
  });
});

describe("a subgraph in another process", () => {
  it("is timed out, and cancels what it ran", async () => {
    const finance = await serve("subgraph", ["finance"], { ...environment, GATEWAY_SECRET: "a-secret-of-the-gateway" });
    const graph = await startGraph({
      GATEWAY_SECRET: "a-secret-of-the-gateway",
      SUBGRAPHS: `finance=${finance.url}/graphql`,
      SUBGRAPH_TIMEOUT: "1",
    });
    const mine = await signedIn(randomUUID());
    const id = await createCustomer(graph.url, mine, "Harbour Lights");
    await lockFinance();

    const answer = await ask(graph.url, wholeCustomer(id), mine);

    expect(answer.data).toEqual({ customer: { displayName: "Harbour Lights", finance: null } });
    expect(codesOf(answer)).toEqual(["DOWNSTREAM_SERVICE_UNAVAILABLE"]);
    await until(async () => (await blocked()) === 0);
    await unlockFinance();
    expect((await ask(graph.url, wholeCustomer(id), mine)).errors).toBeUndefined();
  });
});

describe("an overloaded server", () => {
  it("refuses further requests at once, stays live, and recovers", async () => {
    const graph = await startGraph({ MAX_CONCURRENCY: "2" });
    const mine = await signedIn(randomUUID());
    const id = await createCustomer(graph.url, mine, "Harbour Lights");
    await lockFinance();
    const working = [1, 2].map(() => ask(graph.url, wholeCustomer(id), mine));
    await until(async () => (await blocked()) === 2);
    const waiting = [1, 2].map(() => ask(graph.url, wholeCustomer(id), mine));
    await until(async () => (await metric(graph.url, 'graphql_requests{state="waiting"}')) === 2);

    const response = await fetch(`${graph.url}/graphql`, { method: "POST", body: "not even read" });

    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE" } }],
    });
    expect((await fetch(`${graph.url}/livez`)).status).toBe(200);
    expect((await fetch(`${graph.url}/readyz`)).status).toBe(200);
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(503);
    await unlockFinance();
    for (const { data } of await Promise.all(working)) expect(data).toMatchObject({ customer: { finance: {} } });
    expect((await ask(graph.url, wholeCustomer(id), mine)).status).toBe(200);
    expect(await metric(graph.url, 'graphql_requests_turned_away_total{reason="OVERLOAD"}')).toBe(3);
    expect(await metric(graph.url, 'graphql_requests{state="work"}')).toBe(0);
  });
});

describe("a client over its rate limit", () => {
  it.each(["1", "2"])(
    "is told when to retry, counted over all of %s processes, and nobody else is",
    async (WORKERS) => {
      const graph = await startGraph({ WORKERS, RATE_LIMIT_SUBJECT: "2", RATE_LIMIT_TENANT: "3" });
      const [tenant, another] = [randomUUID(), randomUUID()];
      const [ada, bob, stranger] = await Promise.all([signedIn(tenant), signedIn(tenant, "bob"), signedIn(another)]);
      const statusesOf = async (headers: Environment, times: number) => {
        // A connection for each, so that they are distributed over the processes.
        const answers = Array.from({ length: times }, () =>
          ask(graph.url, "{ __typename }", { ...headers, connection: "close" }),
        );
        const statuses = (await Promise.all(answers)).map(({ status }) => status);
        return {
          200: statuses.filter((each) => each === 200).length,
          429: statuses.filter((each) => each === 429).length,
        };
      };

      expect(await statusesOf(ada, 25)).toEqual({ 200: 20, 429: 5 });
      expect(await statusesOf(bob, 15)).toEqual({ 200: 10, 429: 5 });
      expect(await statusesOf(stranger, 20)).toEqual({ 200: 20, 429: 0 });

      const response = await fetch(`${graph.url}/graphql?query={__typename}`, {
        headers: { ...ada, "apollo-require-preflight": "1" },
      });
      const retryAfter = Number(response.headers.get("retry-after"));
      expect(response.status).toBe(429);
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(10);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
      expect(await metric(graph.url, 'graphql_requests_turned_away_total{reason="SUBJECT"}')).toBe(6);
      expect(await metric(graph.url, 'graphql_requests_turned_away_total{reason="TENANT"}')).toBe(5);
      await sleep(retryAfter * 1_000);
      expect(await statusesOf(ada, 3)).toEqual({ 200: 3, 429: 0 });
    },
    60_000,
  );
});
