import { setImmediate as tick } from "node:timers/promises";
import { createFairLimiter, type FairLimiter } from "../../../../platform/database/connections/fair-limiter.ts";

/** Tasks that run until the test ends them, in start order. */
const worksUnder = (limiter: FairLimiter) => {
  const begun: { readonly who: string; readonly end: () => void }[] = [];
  const start = (who: string, signal?: AbortSignal) =>
    limiter(who, signal, () => new Promise<void>((end) => void begun.push({ who, end })));
  return {
    start,
    begun,
    names: () => begun.map(({ who }) => who).join(""),
    end: async (index: number) => {
      begun[index]?.end();
      await tick();
    },
  };
};

const startAll = async (start: (who: string) => Promise<void>, names: string): Promise<void> => {
  for (const name of names) void start(name);
  await tick();
};

describe("A limiter that is fair between tenants", () => {
  it("gives one tenant alone half of its permits", async () => {
    const works = worksUnder(createFairLimiter(10));

    await startAll(works.start, "aaaaaaaaaaaa");

    expect(works.names()).toBe("aaaaa");
  });

  it("still has a permit for a newcomer when two tenants want all", async () => {
    const works = worksUnder(createFairLimiter(10));

    await startAll(works.start, "aaaaaaaaaaaabbbbbbbbbbbbc");

    expect(works.names()).toBe("aaaaabbbc");
  });

  it("gives its only permit to one tenant", async () => {
    const works = worksUnder(createFairLimiter(1));

    await startAll(works.start, "ab");

    expect(works.names()).toBe("a");
  });

  it("serves waiting tenants in turn, however many tasks one of them has waiting", async () => {
    const works = worksUnder(createFairLimiter(2));
    await startAll(works.start, "ab");
    await startAll(works.start, "aaaacd");

    for (const index of [0, 1, 2, 3, 4]) await works.end(index);

    expect(works.names()).toBe("abacda");
  });

  it("serves one tenant's tasks in order of arrival", async () => {
    const limiter = createFairLimiter(1);
    const order: number[] = [];

    await Promise.all([1, 2, 3].map((n) => limiter("a", undefined, async () => void order.push(n))));

    expect(order).toEqual([1, 2, 3]);
  });

  it("starts no task whose request has ended, and gives its place to the next", async () => {
    const works = worksUnder(createFairLimiter(1));
    const controller = new AbortController();
    await startAll(works.start, "a");
    const left = works.start("b", controller.signal).catch((error: unknown) => error);
    await startAll(works.start, "c");

    controller.abort();
    await works.end(0);

    expect(await left).toMatchObject({ code: "DOWNSTREAM_SERVICE_UNAVAILABLE" });
    expect(works.names()).toBe("ac");
  });

  it("takes back the permit of a task that fails", async () => {
    const limiter = createFairLimiter(1);

    await expect(limiter("a", undefined, () => Promise.reject(new Error("no")))).rejects.toThrow("no");

    expect(await limiter("a", undefined, async () => "yes")).toBe("yes");
  });
});
