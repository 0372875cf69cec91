import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { createProtection } from "../../../gateway/protection/protect.ts";
import { http } from "../../../gateway/transport/http.ts";
import type { Send } from "../../../gateway/transport/transport.ts";
import { createLog } from "../../../platform/observability/log.ts";
import { createMetrics } from "../../../platform/observability/metrics.ts";
import { requestOf } from "../../support/engine/gateway.ts";

type Answer = { readonly status?: number; readonly text: string } | "never" | "hang up";

/** The operation that is sent with a short timeout. */
const QUICK = "{ a }";

const RIGHT: Answer = { text: '{"data":{"a":1}}' };
const open: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(open.splice(0).map((close) => close())));

/**
 * A protected subgraph over HTTP with a clock that the test controls. Its concurrency limit is 8,
 * of which the protection allows 4 to wait for the subgraph.
 */
const protectedSubgraph = async (first: Answer) => {
  let [answer, asked, clock] = [first, 0, 1_000_000];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    asked++;
    const right = () => response.end(RIGHT.text);
    if (answer === "hang up") request.socket.destroy();
    else if (answer === "never") waiting.push(right);
    else response.writeHead(answer.status ?? 200).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const metrics = createMetrics();
  const log = createLog({ name: "test", level: "silent" });
  const protect = createProtection({ maxConcurrency: 8, timeout: 60_000, log, metrics, now: () => clock });
  const [quick, patient] = [http({ name: "finance", url, timeout: 200 }), http({ name: "finance", url })];
  const transport = protect("finance", {
    prepare: (operation) => (operation.text === QUICK ? quick : patient).prepare(operation),
  });
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all([quick.close?.(), patient.close?.()]);
  });
  const given = (tenantId: string, signal?: AbortSignal) => {
    const request = requestOf(undefined, undefined, signal);
    return { ...request, viewer: request.viewer && { ...request.viewer, tenantId } };
  };
  const asking =
    (send: Send) =>
    (tenantId: string, context: ReturnType<typeof given> = given(tenantId)) =>
      new Promise((resolve) => resolve(send({}, context)));
  return {
    given,
    /** Times out quickly. */
    ask: asking(transport.prepare({ text: QUICK, kind: "query" })),
    write: asking(transport.prepare({ text: "mutation { a }", kind: "mutation" })),
    /** Has a long timeout. */
    askPatiently: asking(transport.prepare({ text: "{ a b }", kind: "query" })),
    answerWith: (next: Answer) => {
      answer = next;
    },
    answerThoseWaiting: () => waiting.splice(0).map((right) => right()),
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
    asked: () => asked,
    arrived: async (count: number) => {
      while (asked < count) await turn();
    },
    metrics: () => metrics.registry.metrics(),
  };
};

const failing = async (count: number, ask: () => Promise<unknown>) => {
  for (let n = 0; n < count; n++) await expect(ask()).rejects.toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
};
const notSent = (retryAfter: number) => ({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE", isSent: false, retryAfter });

describe("A subgraph that hangs", () => {
  it("takes at most half of the request slots, and one tenant three quarters of those", async () => {
    const subgraph = await protectedSubgraph("never");
    const first = ["a", "a", "a", "b"].map((tenant) => subgraph.askPatiently(tenant));
    await subgraph.arrived(4);
    const waits = subgraph.askPatiently("c");

    subgraph.pass(1_000);

    await expect(subgraph.askPatiently("d")).rejects.toMatchObject(notSent(1));
    expect(subgraph.asked()).toBe(4);
    await expect(waits).rejects.toMatchObject(notSent(1));
    expect(await subgraph.metrics()).toContain('fetches_not_sent_total{subgraph="finance",reason="BUSY"} 2');

    subgraph.answerThoseWaiting();
    await Promise.all(first);
    subgraph.answerWith(RIGHT);
    expect(await subgraph.askPatiently("d")).toEqual({ data: { a: 1 } });
  });

  it("leaves a quarter of the process's slots to others: whoever would wait there gives up before those who came earlier", async () => {
    const subgraph = await protectedSubgraph("never");
    const inWork = ["a", "a", "b", "b"].map((tenant) => subgraph.askPatiently(tenant));
    await subgraph.arrived(4);
    const ended: string[] = [];

    const waiting = ["earlier", "earlier", "later", "later"].map((name, n) =>
      subgraph.askPatiently(`${n}`).catch((error) => {
        ended.push(name);
        return error;
      }),
    );

    expect(await Promise.all(waiting)).toEqual(Array(4).fill(expect.objectContaining(notSent(1))));
    expect(ended).toEqual(["later", "later", "earlier", "earlier"]);
    subgraph.answerThoseWaiting();
    await Promise.all(inWork);
  });

  it("lets nobody begin to wait there once it has answered nobody for a quarter of a second", async () => {
    const subgraph = await protectedSubgraph("never");
    const inWork = ["a", "a", "b", "b"].map((tenant) => subgraph.askPatiently(tenant));
    await subgraph.arrived(4);
    const waiting = ["c", "d"].map((tenant) => subgraph.askPatiently(tenant));
    subgraph.pass(250);

    const later = subgraph.askPatiently("e");

    expect(await subgraph.metrics()).toContain('graphql_subgraph_requests{subgraph="finance",state="waiting"} 2');
    await expect(later).rejects.toMatchObject(notSent(1));
    subgraph.answerThoseWaiting();
    subgraph.answerWith(RIGHT);
    expect(await Promise.all([...inWork, ...waiting])).toHaveLength(6);
  });

  it("takes one slot for everything that one request asks of it", async () => {
    const subgraph = await protectedSubgraph("never");
    const request = subgraph.given("a");

    const fetches = Array.from({ length: 12 }, () => subgraph.askPatiently("a", request));
    await subgraph.arrived(12);

    expect(await subgraph.metrics()).toContain('graphql_subgraph_requests{subgraph="finance",state="work"} 1');
    subgraph.answerThoseWaiting();
    await Promise.all(fetches);
    expect(await subgraph.metrics()).toContain('graphql_subgraph_requests{subgraph="finance",state="work"} 0');
  });
});

describe("A subgraph that is busy but answers", () => {
  it("answers everybody eventually, however many ask at once", async () => {
    const subgraph = await protectedSubgraph(RIGHT);

    const answers = await Promise.all(
      ["a", "b", "c", "d", "e", "f", "g"].map((tenant) => subgraph.askPatiently(tenant)),
    );

    expect(answers).toEqual(Array(7).fill({ data: { a: 1 } }));
  });
});

describe("A subgraph that fails five times in a row", () => {
  it.each<[string, Answer]>([
    ["hangs up", "hang up"],
    ["has nothing but an error page", { status: 500, text: "no" }],
  ])("is not asked for five seconds, for any tenant, if it %s", async (_, answer) => {
    const subgraph = await protectedSubgraph(answer);
    await failing(5, () => subgraph.ask("a"));
    const before = subgraph.asked();

    await expect(subgraph.ask("b")).rejects.toMatchObject(notSent(5));

    expect(subgraph.asked()).toBe(before);
    expect(await subgraph.metrics()).toContain('circuits_open{subgraph="finance",of="all"} 1');
  });

  it("then gets one probe, and everything again once that succeeds", async () => {
    const subgraph = await protectedSubgraph({ status: 503, text: "" });
    await failing(5, () => subgraph.ask("a"));
    subgraph.pass(5_000);
    await failing(1, () => subgraph.ask("a"));
    await expect(subgraph.ask("a")).rejects.toMatchObject(notSent(5));

    subgraph.pass(5_000);
    subgraph.answerWith("never");
    const probe = subgraph.askPatiently("a");
    await subgraph.arrived(7);
    await expect(subgraph.ask("b")).rejects.toMatchObject(notSent(1));
    subgraph.answerThoseWaiting();
    await probe;
    subgraph.answerWith(RIGHT);

    expect(await subgraph.askPatiently("b")).toEqual({ data: { a: 1 } });
    expect(await subgraph.metrics()).toContain('circuits_open{subgraph="finance",of="all"} 0');
  });

  it("is probed by the next request if the client of the probe leaves", async () => {
    const subgraph = await protectedSubgraph({ status: 503, text: "" });
    await failing(5, () => subgraph.ask("a"));
    subgraph.pass(5_000);
    subgraph.answerWith("never");
    const controller = new AbortController();
    const left = subgraph.askPatiently("a", subgraph.given("a", controller.signal));
    await subgraph.arrived(6);
    controller.abort();
    await expect(left).rejects.toThrow();
    subgraph.answerWith(RIGHT);

    expect(await subgraph.askPatiently("b")).toEqual({ data: { a: 1 } });
  });

  it.each<[string, Answer]>([
    ["is too slow", "never"],
    ["says that it is unavailable", { text: '{"errors":[{"extensions":{"code":"DOWNSTREAM_SERVICE_UNAVAILABLE"}}]}' }],
    ["is late behind a proxy", { status: 504, text: "late" }],
  ])("is not asked for the tenant it failed, but for every other one, if it %s", async (_, answer) => {
    const subgraph = await protectedSubgraph(answer);
    const settled = () => subgraph.ask("slow").catch(() => undefined);
    for (let n = 0; n < 5; n++) await settled();

    await expect(subgraph.ask("slow")).rejects.toMatchObject(notSent(5));
    subgraph.answerWith(RIGHT);
    expect(await subgraph.askPatiently("other")).toEqual({ data: { a: 1 } });

    await expect(subgraph.ask("slow")).rejects.toMatchObject(notSent(5));
    expect(await subgraph.metrics()).toContain('circuits_open{subgraph="finance",of="tenant"} 1');
    expect(await subgraph.metrics()).toContain('circuits_open{subgraph="finance",of="all"} 0');
  });

  it("still gets reads if it reports that it cannot write, as on a full disk", async () => {
    const unavailable = '{"errors":[{"extensions":{"code":"DOWNSTREAM_SERVICE_UNAVAILABLE"}}]}';
    const subgraph = await protectedSubgraph({ text: unavailable });
    for (let n = 0; n < 10; n++) await subgraph.write("a");
    subgraph.answerWith(RIGHT);

    expect(await subgraph.askPatiently("a")).toEqual({ data: { a: 1 } });
    expect(await subgraph.write("a")).toEqual({ data: { a: 1 } });
  });

  it.each<[string, Answer]>([
    ["refuses what a client sent", { status: 413, text: "too long" }],
    ["has errors of its own", { text: '{"errors":[{"message":"no"}]}' }],
    ["answers what is no GraphQL", { text: "<html>" }],
  ])("is still asked if it %s", async (_, answer) => {
    const subgraph = await protectedSubgraph(answer);

    for (let n = 0; n < 10; n++) await subgraph.askPatiently("a").catch(() => undefined);

    expect(subgraph.asked()).toBe(10);
  });

  it("is still asked if its clients left, however long they waited", async () => {
    const subgraph = await protectedSubgraph("never");
    for (let n = 1; n <= 6; n++) {
      const controller = new AbortController();
      const left = subgraph.askPatiently("a", subgraph.given("a", controller.signal));
      await subgraph.arrived(n);
      subgraph.pass(100_000);
      controller.abort();
      await expect(left).rejects.toThrow();
    }

    expect(subgraph.asked()).toBe(6);
  });
});
