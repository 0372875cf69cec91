import { createRequestCounter } from "../../../../gateway/rate-limit/count.ts";
import { createConcurrencyLimiter } from "../../../../platform/http/limits/concurrency-limiter.ts";

const never = new AbortController().signal;
const TENANT = "0198c0de-0000-7000-8000-00000000000a";

describe("the limiter", () => {
  it("admits its limit, queues as many, and refuses the next at once", async () => {
    const limiter = createConcurrencyLimiter(2);
    expect([limiter.acquire(never), limiter.acquire(never)]).toEqual([true, true]);

    const waiting = [limiter.acquire(never), limiter.acquire(never)];

    expect(limiter.isFull()).toBe(true);
    expect(limiter.acquire(never)).toBe(false);
    expect([limiter.inWork(), limiter.waiting()]).toEqual([2, 2]);
    limiter.release();
    limiter.release();
    expect(await Promise.all(waiting)).toEqual([true, true]);
    expect([limiter.inWork(), limiter.waiting()]).toEqual([2, 0]);
    limiter.release();
    limiter.release();
    expect([limiter.inWork(), limiter.isFull()]).toEqual([0, false]);
  });

  it("admits in order of arrival, bounds the wait, and drops clients that left", async () => {
    const limiter = createConcurrencyLimiter(1);
    expect(limiter.acquire(never)).toBe(true);
    const leaving = new AbortController();
    const limiterOfThree = createConcurrencyLimiter(3);
    for (let n = 0; n < 3; n++) expect(limiterOfThree.acquire(never)).toBe(true);
    const entered: string[] = [];
    const wait = async (name: string, signal: AbortSignal) => {
      if (await limiterOfThree.acquire(signal)) entered.push(name);
    };
    const all = [wait("first", never), wait("left", leaving.signal), wait("second", never)];

    leaving.abort();
    limiterOfThree.release();
    limiterOfThree.release();
    await Promise.all(all);

    expect(entered).toEqual(["first", "second"]);
    expect(limiterOfThree.waiting()).toBe(0);
    const began = performance.now();
    expect(await limiter.acquire(never)).toBe(false);
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(limiter.acquire(AbortSignal.abort())).toBe(false);
    expect([limiter.inWork(), limiter.waiting()]).toEqual([1, 0]);
  });
});

describe("the per-tenant share of the concurrency limiter", () => {
  it("is three slots of four, for work and for waiting: others are admitted meanwhile", async () => {
    const limiter = createConcurrencyLimiter(4);
    for (let n = 0; n < 3; n++) expect(limiter.acquire(never, "mine")).toBe(true);
    const waiting = Array.from({ length: 3 }, () => limiter.acquire(never, "mine"));
    expect(limiter.acquire(never, "mine")).toBe(false);

    expect(limiter.acquire(never, "another")).toBe(true);

    const after = limiter.acquire(never, "another");
    limiter.release("another");
    expect(await after).toBe(true);
    expect([limiter.inWork(), limiter.waiting()]).toEqual([4, 3]);
    for (let n = 0; n < 3; n++) limiter.release("mine");
    expect(await Promise.all(waiting)).toEqual([true, true, true]);
    for (let n = 0; n < 3; n++) limiter.release("mine");
    limiter.release("another");
    expect([limiter.inWork(), limiter.waiting(), limiter.isFull()]).toEqual([0, 0, false]);
  });
});

describe("the rate limit", () => {
  const asker = (subject: string, tenantId = TENANT) => ({ subject, tenantId });
  const admitted = async (
    count: ReturnType<typeof createRequestCounter>,
    who: ReturnType<typeof asker>,
    times: number,
  ) => {
    const told = await Promise.all(Array.from({ length: times }, () => count(who)));
    return told.filter((tooOften) => tooOften === null).length;
  };

  it("admits ten seconds' worth of requests at once, and says when to retry", async () => {
    const count = createRequestCounter({ tenant: 0, subject: 3 });

    expect(await admitted(count, asker("ada"), 40)).toBe(30);
    expect(await count(asker("ada"))).toEqual({ who: "SUBJECT", retryAfter: 10 });
  });

  it("does not charge a tenant for requests refused to one subject", async () => {
    const count = createRequestCounter({ tenant: 4, subject: 1 });

    expect(await admitted(count, asker("ada"), 1_000)).toBe(10);
    expect(await admitted(count, asker("bob"), 10)).toBe(10);
    expect(await count(asker("cleo"))).toBeNull();
  });

  it("counts the same subject in another tenant separately", async () => {
    const count = createRequestCounter({ tenant: 2, subject: 1 });
    await admitted(count, asker("ada"), 20);

    expect(await admitted(count, asker("ada", "0198c0de-0000-7000-8000-00000000000b"), 10)).toBe(10);
  });

  it("distinguishes subjects of any length, and counts nothing without limits", async () => {
    const count = createRequestCounter({ tenant: 0, subject: 1 });
    await admitted(count, asker("a".repeat(8_000)), 20);

    expect(await count(asker("a".repeat(8_000)))).toMatchObject({ who: "SUBJECT" });
    expect(await count(asker(`${"a".repeat(7_999)}b`))).toBeNull();
    expect(await admitted(createRequestCounter({ tenant: 0, subject: 0 }), asker("ada"), 5_000)).toBe(5_000);
  });
});
