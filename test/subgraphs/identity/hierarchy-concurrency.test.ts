import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const WRITERS = 8;
const ROUNDS = 12;

const MOVE = `mutation ($input: CustomerParentSetInput!) {
  answer: customerParentSet(input: $input) { customer { version } userErrors { code customer { version } } } }`;
const CHANGE = `mutation ($input: CustomerStatusSetInput!) {
  answer: customerStatusSet(input: $input) { customer { version } userErrors { code customer { version } } } }`;
const STANDING = `query ($ids: [ID!]!) { customersById(ids: $ids) {
  id version status parent { id } ancestors { customer { id } } } }`;

interface Standing {
  readonly id: string;
  readonly version: number;
  readonly status: "ACTIVE" | "SUSPENDED";
  readonly parent: { readonly id: string } | null;
  readonly ancestors: readonly { readonly customer: { readonly id: string } }[];
}

interface Outcome {
  readonly id: string;
  readonly newVersion: number | null;
  readonly codes: readonly string[];
}

const standing = async (viewer: Viewer, ids: readonly string[]): Promise<Standing[]> =>
  (await ask(viewer, STANDING, { ids })).data.customersById;

const written = async (viewer: Viewer, read: Standing, text: string, input: object): Promise<Outcome> => {
  const { data, errors } = await ask(viewer, text, {
    input: { customerId: read.id, expectedVersion: read.version, ...input },
  });
  expect(errors).toEqual([]);
  const { customer, userErrors } = data.answer;
  return {
    id: read.id,
    newVersion: customer?.version ?? null,
    codes: userErrors.map(({ code }: { code: string }) => code),
  };
};

/** A parent other than the current one; none every fourth time. */
const newParent = ({ id, parent }: Standing, all: readonly Standing[], n: number): string | null => {
  if (parent && n % 4 === 3) return null;
  const others = all.filter((other) => other.id !== id && other.id !== parent?.id);
  return others[n % others.length]?.id ?? null;
};

describe("eight writers that move and eight that change statuses of the same customers at once", () => {
  it("never create a cycle and never lose an update: a stale version gets CONFLICT", async () => {
    const viewer = given.tenant();
    const ids = await Promise.all(
      Array.from({ length: WRITERS }, (_, n) => given.customer(viewer, { displayName: `${n}` })),
    );
    const outcomes: Outcome[] = [];

    for (let round = 0; round < ROUNDS; round += 1) {
      const read = await standing(viewer, ids);
      const move = (customer: Standing, n: number) =>
        written(viewer, customer, MOVE, { parentId: newParent(customer, read, n + round) });
      const change = (customer: Standing) =>
        written(viewer, customer, CHANGE, { status: customer.status === "ACTIVE" ? "SUSPENDED" : "ACTIVE" });
      const answers = await Promise.all(
        round % 2 === 0 ? [...read.map(move), ...read.map(change)] : [...read.map(change), ...read.map(move)],
      );
      outcomes.push(...answers);

      for (const { id, version } of read) {
        const won = answers.filter((answer) => answer.id === id && answer.newVersion === version + 1);
        expect(won).toHaveLength(1);
      }
    }

    const refused = outcomes.flatMap(({ codes }) => codes);
    const after = await standing(viewer, ids);
    for (const { id, version, ancestors } of after) {
      expect(version).toBe(1 + ROUNDS);
      expect(ancestors.map(({ customer }) => customer.id)).not.toContain(id);
      expect(ancestors.length).toBeLessThan(WRITERS);
    }
    expect(refused.filter((code) => code !== "CONFLICT" && code !== "CYCLE")).toEqual([]);
    expect(refused).toContain("CONFLICT");
  });
});
