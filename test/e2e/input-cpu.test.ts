import { request } from "node:http";
import { afterAll, describe, expect, it } from "@jest/globals";
import type { InputPlace } from "../support/fuzz/input-places.ts";

// Otherwise graphql-js checks for duplicate copies of itself at every `instanceof`. It reads this
// when loaded.
process.env.NODE_ENV = "production";

// Jest source-maps every stack trace, which takes longer than the rest of a refusal.
Error.stackTraceLimit = 0;

const { longestBlock, cpuBaseline } = await import("../support/cpu.ts");
const { inputPlaces } = await import("../support/fuzz/input-places.ts");
const { lengthenedLists } = await import("../support/fuzz/lengthened-lists.ts");
const { canBeLong, longValues, valuesOf } = await import("../support/fuzz/longest-values.ts");
const { ask } = await import("../support/graph.ts");
const { serveLimited } = await import("../support/limited-graph.ts");
const { memberOf, newFamily } = await import("../support/tenancy/family.ts");
const { settle } = await import("../support/tenancy/tables.ts");

const family = await settle(newFamily());
const viewer = memberOf(family);
const graph = await serveLimited({ viewer });

afterAll(() => graph.stop());

/** Bytes for values in a body; the document needs some more. */
const BODY = 1_000_000;

/**
 * Limit in milliseconds: 50 on a machine where the reference work takes 5, scaled by the machine's
 * current speed.
 */
const most = (): number => 10 * cpuBaseline();
const USUAL = most();

const ATTEMPTS = 5;

const findings: string[] = [];

/**
 * Records work that blocks for too long. Retries, because a single slow run may be due to
 * compilation or garbage collection.
 */
const measure = async (what: string, work: () => Promise<unknown>): Promise<void> => {
  const goes = [await longestBlock(work)];
  let limit = USUAL;
  while (goes.length < ATTEMPTS && Math.min(...goes) > limit) {
    goes.push(await longestBlock(work));
    limit = Math.max(limit, most());
  }
  if (Math.min(...goes) > limit)
    findings.push(`${what}: ${goes.map(Math.round).join(", ")} ms of CPU in one go, at most ${Math.round(limit)}`);
};

const hasUserErrors = (value: unknown): boolean =>
  value !== null &&
  typeof value === "object" &&
  Object.entries(value).some(([key, inner]) => (key === "userErrors" ? inner.length > 0 : hasUserErrors(inner)));

/** Sends a value; returns whether it was accepted. */
const isAccepted = async ({ text, name }: InputPlace, variables: Record<string, unknown>): Promise<boolean> => {
  let accepted = false;
  await measure(`${name} = ${JSON.stringify(variables).length} characters`, async () => {
    const { errors, data } = await ask(viewer, text, variables);
    accepted ||= errors.length === 0 && !hasUserErrors(data);
  });
  return accepted;
};

const tryLongest = async (input: InputPlace): Promise<void> => {
  for (const [first, ...others] of longValues(input.place)) {
    if (!(await isAccepted(input, input.variables(family, first)))) continue;
    for (const value of others) await isAccepted(input, input.variables(family, value));
    for (const longer of lengthenedLists(input.variables(family, first), input.place.path)) {
      if (await isAccepted(input, longer)) break;
    }
    return;
  }
};

/** Sends a body with as little overhead as possible, since it is measured along with the server. */
const post = (url: string, body: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length };
    request(url, { method: "POST", headers }, (response) => response.resume().on("end", resolve))
      .on("error", reject)
      .end(body);
  });

/** Fills a body with values for all inputs of a field. */
const tryBody = async (inputs: readonly InputPlace[]): Promise<void> => {
  const [{ text, field, variablesOf }] = inputs as [InputPlace];
  const given = inputs.map(({ place }, n) => {
    const values = valuesOf(place, BODY / inputs.length);
    return [place.path, values[n % values.length]] as const;
  });
  const body = Buffer.from(JSON.stringify({ query: text, variables: variablesOf(family, new Map(given)) }));
  await measure(`${field} = a body of ${body.length} bytes`, () => post(graph.url, body));
};

const longPlaces = inputPlaces()
  .filter(({ place }) => canBeLong(place))
  .toSorted((a, b) => b.name.length - a.name.length);
/** Each argument and input field once, at the shortest path that leads to it. */
const places = [...new Map(longPlaces.map((input) => [input.place.coordinate, input])).values()];
const fields = [...new Set(longPlaces.map(({ field }) => field))];

describe("Every input of a client", () => {
  it.each(fields)("in %s is processed at its longest without blocking other requests", async (field) => {
    findings.length = 0;
    await tryBody(longPlaces.filter((input) => input.field === field));
    for (const input of places.filter((each) => each.field === field)) await tryLongest(input);

    expect(findings).toEqual([]);
  });
});
