import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../platform/viewer.ts";
import { given } from "./support/given.ts";
import { ask } from "./support/graph.ts";

const READ = `query ($id: ID!) { customer(id: $id) { version
  contacts(first: 100) { nodes { id isPrimary } } primaryContact { id }
  addresses(first: 100) { nodes { id isPrimary } } primaryAddress { id }
} }`;
const NAMES = ["Ada", "Ben", "Cem", "Dag", "Eli", "Fay", "Gil", "Hal"];

const read = async (viewer: Viewer, id: string) => (await ask(viewer, READ, { id })).data.customer;

const setPrimary = async (viewer: Viewer, row: "contact" | "address", id: string, expectedVersion?: number) => {
  const type = row === "contact" ? "Contact" : "Address";
  const text = `mutation ($input: ${type}SetPrimaryInput!) { payload: ${row}SetPrimary(input: $input) {
    customer { version } userErrors { code path currentVersion }
  } }`;
  return (await ask(viewer, text, { input: { [`${row}Id`]: id, expectedVersion } })).data.payload;
};

interface Row {
  readonly id: string;
  readonly isPrimary: boolean;
}

const primaries = (rows: readonly Row[]): string[] => rows.filter(({ isPrimary }) => isPrimary).map(({ id }) => id);

const giveEight = async () => {
  const viewer = given.tenant();
  const id = await given.customer(viewer, {
    contacts: NAMES.map((name) => ({ name })),
    addresses: NAMES.map((city) => ({ city })),
  });
  return { viewer, id };
};

describe("Eight who make each another contact and another address primary", () => {
  it("leave exactly one of each, and count every switch", async () => {
    const { viewer, id } = await giveEight();
    const before = await read(viewer, id);

    const answers = await Promise.all([
      ...before.contacts.nodes.map((row: Row) => setPrimary(viewer, "contact", row.id)),
      ...before.addresses.nodes.map((row: Row) => setPrimary(viewer, "address", row.id)),
    ]);
    const after = await read(viewer, id);

    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(primaries(after.contacts.nodes)).toEqual([after.primaryContact.id]);
    expect(primaries(after.addresses.nodes)).toEqual([after.primaryAddress.id]);
    expect(after.version).toBe(Math.max(...answers.map(({ customer }) => customer.version)));
  });

  it("are one winner, and losers with a conflict, where each has read the same version", async () => {
    const { viewer, id } = await giveEight();
    const before = await read(viewer, id);
    const others = before.contacts.nodes.filter(({ isPrimary }: Row) => !isPrimary);

    const answers = await Promise.all(others.map((row: Row) => setPrimary(viewer, "contact", row.id, before.version)));
    const after = await read(viewer, id);

    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array.from({ length: 6 }, () => ({ code: "CONFLICT", path: ["expectedVersion"], currentVersion: 2 })),
    );
    expect(after.version).toBe(2);
    expect(primaries(after.contacts.nodes)).toEqual([after.primaryContact.id]);
    expect(after.primaryContact.id).not.toBe(before.primaryContact.id);
  });
});
