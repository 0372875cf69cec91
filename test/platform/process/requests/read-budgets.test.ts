import { describe, expect, it } from "@jest/globals";
import { createReadBudgets } from "../../../../platform/process/requests/read-budgets.ts";
import { endRequest } from "../../../../platform/process/requests/request-end.ts";

const LIMITS = { maxRead: 100, maxReadTotal: 150 };

/** The read budgets of several requests in one process, all of one tenant unless tenants are given. */
const requests = (count: number, tenants: readonly string[] = []) => {
  const budgetOf = createReadBudgets(LIMITS);
  return Array.from({ length: count }, (_, n) => {
    const request = new AbortController().signal;
    return { budget: budgetOf(request, tenants[n]), end: () => endRequest(request) };
  }) as unknown as readonly [Request, ...Request[]];
};
type Request = { readonly budget: ReturnType<ReturnType<typeof createReadBudgets>>; readonly end: () => void };

const tooMuch = { extensions: { code: "OPERATION_REFUSED", limit: 100 } };
const tooMuchTogether = { extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", retryAfter: 1 } };

const matching = (refusal: { readonly extensions: object }) =>
  expect.objectContaining({ extensions: expect.objectContaining(refusal.extensions) });

const refusalOf = ({ budget }: Request): unknown => budget.explain(undefined);

describe("The read budget", () => {
  it("refuses a request that has used its own share", () => {
    const [request] = requests(1);
    request.budget.take(100);

    expect(() => request.budget.take(1)).toThrow(matching(tooMuch));

    expect(request.budget.signal.aborted).toBe(true);
    expect(() => request.budget.take(1)).toThrow(matching(tooMuch));
  });

  it("refuses the request that has read most when all together exceed the total, and no other", () => {
    const [large, larger, small] = requests(3) as [Request, Request, Request];
    large.budget.take(60);
    larger.budget.take(80);

    small.budget.take(20);

    expect(larger.budget.signal.aborted).toBe(true);
    expect(refusalOf(larger)).toMatchObject(tooMuchTogether);
    expect([large, small].map(({ budget }) => budget.signal.aborted)).toEqual([false, false]);
    expect(() => larger.budget.take(1)).toThrow(matching(tooMuchTogether));
  });

  it("refuses a request of the tenant that has read most, even if another tenant has a larger one", () => {
    const [first, second, third, other] = requests(4, ["a", "a", "a", "b"]) as [Request, Request, Request, Request];
    other.budget.take(60);
    first.budget.take(31);
    second.budget.take(30);

    third.budget.take(30);

    expect(refusalOf(first)).toMatchObject(tooMuchTogether);
    expect([second, third, other].map(({ budget }) => budget.signal.aborted)).toEqual([false, false, false]);
  });

  it("refuses everybody while refused requests are still ending, so that it never exceeds twice the total", () => {
    const all = requests(6);
    for (const { budget } of all.slice(0, 5)) budget.take(60);
    const last = all[5] as Request;

    expect(() => last.budget.take(1)).toThrow(matching(tooMuchTogether));
    all[0].end();
    expect(() => all[4]?.budget.take(1)).not.toThrow();
  });

  it("is released when requests end", () => {
    const all = requests(100);

    for (const { budget, end } of all) {
      budget.take(100);
      end();
    }

    expect(all.map(refusalOf)).toEqual(Array(100).fill(undefined));
    expect(() => all[0].budget.take(1)).toThrow("The request ended");
  });

  it("leaves other refusals unchanged", () => {
    const [request] = requests(1);
    expect(() => request.budget.take(101)).toThrow();

    expect(request.budget.explain(new Error("cancelled"))).toMatchObject(tooMuch);
  });
});
