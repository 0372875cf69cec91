import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { deleteCustomer } from "../../../subgraphs/directory/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";
import { rowsOf } from "../../support/rows.ts";

const UPSERT = `mutation ($input: CustomersUpsertInput!) { customersUpsert(input: $input) {
  results {
    index outcome customer { id version displayName code externalIdentifiers { source externalId } primaryEmail }
    userErrors { code message path existing { id ... on Customer { displayName } } }
  }
  userErrors { code message path }
} }`;

const byNumber = { matchBy: "ACCOUNT_NUMBER" } as const;
const bySource = { matchBy: "EXTERNAL_IDENTIFIER", source: "NETSUITE" } as const;

const upsert = async (viewer: Viewer, input: object) => {
  const { data, errors } = await ask(viewer, UPSERT, { input });
  expect(errors).toEqual([]);
  return data.customersUpsert;
};

const outcomesOf = ({ results }: { results: { outcome: string }[] }): string[] => results.map(({ outcome }) => outcome);

const countOf = async (viewer: Viewer): Promise<number> =>
  (await ask(viewer, "{ customers(filter: { includeInactive: true }) { totalCount } }")).data.customers.totalCount;

const asMember = (viewer: Viewer): Viewer => {
  const workspaceId = randomUUID();
  return { ...viewer, workspaceId, workspaceIds: [workspaceId] };
};

const remove = (viewer: Viewer, customerId: string): Promise<string> =>
  testDatabase.session(viewer.tenantId).write((manager) => deleteCustomer(manager, viewer, { customerId }));

describe("Mutation.customersUpsert", () => {
  it("creates, updates, leaves unchanged or refuses each record, and says which", async () => {
    const viewer = given.tenant();
    const [same, other] = [
      await given.customer(viewer, { displayName: "Same", accountNumber: "1", primaryEmail: "same@x.example" }),
      await given.customer(viewer, { displayName: "Other", accountNumber: "2", code: "KEPT" }),
    ];

    const { results, userErrors } = await upsert(viewer, {
      ...byNumber,
      errorPolicy: "REJECT_FAILED",
      records: [
        { accountNumber: "1", primaryEmail: "same@x.example" },
        { accountNumber: "2", displayName: "Changed", contacts: [{ name: "Ida" }] },
        { accountNumber: "3", displayName: "New" },
        { accountNumber: "4", displayName: "Wrong", code: " ", contacts: [{ name: "" }] },
        { displayName: "Nobody" },
        { accountNumber: "3", code: "AGAIN" },
      ],
    });

    expect(userErrors).toEqual([]);
    expect(results).toMatchObject([
      { index: 0, outcome: "UNCHANGED", customer: { id: same, version: 1 }, userErrors: [] },
      { index: 1, outcome: "UPDATED", customer: { id: other, version: 2, displayName: "Changed", code: "KEPT" } },
      { index: 2, outcome: "CREATED", customer: { version: 2, displayName: "New", code: "AGAIN" }, userErrors: [] },
      {
        index: 3,
        outcome: "REFUSED",
        customer: null,
        userErrors: [
          { code: "INVALID", path: ["records", "3", "code"], message: expect.stringContaining("") },
          { code: "INVALID", path: ["records", "3", "contacts", "0", "name"] },
        ],
      },
      {
        index: 4,
        outcome: "REFUSED",
        customer: null,
        userErrors: [{ code: "REQUIRED", path: ["records", "4", "accountNumber"] }],
      },
      { index: 5, outcome: "UPDATED", customer: { displayName: "New", code: "AGAIN" } },
    ]);
    expect(results[5].customer.id).toBe(results[2].customer.id);
    expect(await countOf(viewer)).toBe(3);
  });

  it("writes nothing when one is refused, unless told otherwise", async () => {
    const viewer = given.tenant();
    await given.customer(viewer, { displayName: "Other", accountNumber: "2" });
    const rows = await rowsOf(viewer);

    const { results, userErrors } = await upsert(viewer, {
      ...byNumber,
      idempotencyKey: "nightly",
      records: [
        { accountNumber: "1", displayName: "New" },
        { accountNumber: "2", displayName: "Changed" },
        { accountNumber: "3", displayName: "Wrong", finance: { creditLimit: { amount: "-1" } } },
        { accountNumber: "4", displayName: "Orphan", parentId: randomUUID() },
      ],
    });

    expect(userErrors).toEqual([]);
    expect(results).toMatchObject([
      { index: 0, outcome: "REFUSED", customer: null, userErrors: [] },
      { index: 1, outcome: "REFUSED", customer: null, userErrors: [] },
      {
        index: 2,
        outcome: "REFUSED",
        userErrors: [{ code: "INVALID", path: ["records", "2", "finance", "creditLimit", "amount"] }],
      },
      { index: 3, outcome: "REFUSED", userErrors: [{ code: "NOT_FOUND", path: ["records", "3", "parentId"] }] },
    ]);
    expect(await rowsOf(viewer)).toEqual(rows);
    const { data } = await ask(viewer, "{ customers { nodes { displayName version } } }");
    expect(data.customers.nodes).toEqual([{ displayName: "Other", version: 1 }]);
  });

  it("finds customers by their id in one system, and adds their ids in others", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      externalIdentifiers: [
        { source: "NETSUITE", externalId: "77" },
        { source: "QUICKBOOKS", externalId: "Q" },
      ],
    });
    const records = [
      {
        displayName: "Nordlys",
        externalIdentifiers: [
          { source: "NETSUITE", externalId: "77" },
          { source: "SALESFORCE", externalId: "S" },
        ],
      },
      { displayName: "Sydlys", externalIdentifiers: [{ source: "NETSUITE", externalId: "78" }] },
    ];

    const first = await upsert(viewer, { ...bySource, records });
    const second = await upsert(viewer, { ...bySource, records });

    expect(outcomesOf(first)).toEqual(["UPDATED", "CREATED"]);
    expect(first.results[0].customer).toMatchObject({
      id,
      displayName: "Nordlys",
      externalIdentifiers: [
        { source: "NETSUITE", externalId: "77" },
        { source: "QUICKBOOKS", externalId: "Q" },
        { source: "SALESFORCE", externalId: "S" },
      ],
    });
    expect(outcomesOf(second)).toEqual(["UNCHANGED", "UNCHANGED"]);
  });

  it("names the customer that already has an id requested by another record", async () => {
    const viewer = given.tenant();
    const owner = await given.customer(viewer, {
      displayName: "Owner",
      externalIdentifiers: [{ source: "SALESFORCE", externalId: "S" }],
    });
    await given.customer(viewer, { accountNumber: "1" });

    const { results } = await upsert(viewer, {
      ...byNumber,
      records: [{ accountNumber: "1", externalIdentifiers: [{ source: "SALESFORCE", externalId: "S" }] }],
    });

    expect(results).toMatchObject([
      {
        outcome: "REFUSED",
        userErrors: [
          {
            code: "TAKEN",
            path: ["records", "0", "externalIdentifiers", "0", "externalId"],
            existing: { id: owner, displayName: "Owner" },
          },
        ],
      },
    ]);
  });

  it("refuses an ambiguous key", async () => {
    const viewer = given.tenant();
    for (const displayName of ["One", "Two"]) await given.customer(viewer, { displayName, accountNumber: "1" });

    const { results } = await upsert(viewer, { ...byNumber, records: [{ accountNumber: "1", displayName: "Three" }] });

    expect(results).toMatchObject([
      { outcome: "REFUSED", userErrors: [{ code: "INVALID", path: ["records", "0", "accountNumber"] }] },
    ]);
    expect(await countOf(viewer)).toBe(2);
  });

  it("treats hidden and deleted customers as if they did not exist", async () => {
    const viewer = given.tenant();
    const member = asMember(viewer);
    const externalIdentifiers = [{ source: "NETSUITE" as const, externalId: "77" }];
    const hidden = await given.customer(member, { accountNumber: "1", externalIdentifiers });
    const deleted = await given.customer(viewer, { accountNumber: "2" });
    await remove(viewer, deleted);

    const numbers = await upsert(viewer, {
      ...byNumber,
      records: [
        { accountNumber: "1", displayName: "Mine" },
        { accountNumber: "2", displayName: "Mine too" },
      ],
    });
    const ids = await upsert(viewer, { ...bySource, records: [{ displayName: "Theirs", externalIdentifiers }] });

    expect(outcomesOf(numbers)).toEqual(["CREATED", "CREATED"]);
    expect(ids.results).toMatchObject([{ outcome: "REFUSED", userErrors: [{ code: "TAKEN", existing: null }] }]);
    const { data } = await ask(member, "query ($id: ID!) { customer(id: $id) { version displayName } }", {
      id: hidden,
    });
    expect(data.customer).toEqual({ version: 1, displayName: "Harbour Lights" });
  });

  it("names no deleted customer either", async () => {
    const viewer = given.tenant();
    const externalIdentifiers = [{ source: "NETSUITE" as const, externalId: "77" }];
    await remove(viewer, await given.customer(viewer, { externalIdentifiers }));

    const { results } = await upsert(viewer, { ...bySource, records: [{ displayName: "Again", externalIdentifiers }] });

    expect(results).toMatchObject([
      { userErrors: [{ code: "TAKEN", existing: null, message: expect.stringContaining("a deleted customer") }] },
    ]);
  });

  const refused: Record<string, [object, object]> = {
    "no record": [
      { ...byNumber, records: [] },
      { code: "INVALID", path: ["records"], message: "0 is not accepted. Give 1 to 500 records at once." },
    ],
    "more than 500 records": [
      { ...byNumber, records: Array.from({ length: 501 }, (_, n) => ({ accountNumber: `${n}` })) },
      { code: "INVALID", path: ["records"] },
    ],
    "ids of no system": [
      { matchBy: "EXTERNAL_IDENTIFIER", records: [{ displayName: "A" }] },
      { code: "REQUIRED", path: ["source"] },
    ],
    "a key that is blank": [
      { ...byNumber, idempotencyKey: " ", records: [{ accountNumber: "1" }] },
      { code: "INVALID", path: ["idempotencyKey"] },
    ],
  };

  it.each(Object.entries(refused))("refuses %s as a whole", async (_, [input, error]) => {
    const viewer = given.tenant();

    const { results, userErrors } = await upsert(viewer, input);

    expect(results).toBeNull();
    expect(userErrors).toMatchObject([error]);
    expect(await countOf(viewer)).toBe(0);
  });

  it("accepts 500 records", async () => {
    const viewer = given.tenant();
    const records = Array.from({ length: 500 }, (_, n) => ({ accountNumber: `${n}`, displayName: `Record ${n}` }));

    const first = await upsert(viewer, { ...byNumber, records });
    const second = await upsert(viewer, { ...byNumber, records: records.toReversed() });

    expect(new Set(outcomesOf(first))).toEqual(new Set(["CREATED"]));
    expect(new Set(outcomesOf(second))).toEqual(new Set(["UNCHANGED"]));
    expect(await countOf(viewer)).toBe(500);
  });

  it("needs customers:write, and finance:write for finance in any record", async () => {
    const viewer = given.tenant();
    const only = (...scopes: ("customers:read" | "customers:write")[]) => ({ ...viewer, scopes: new Set(scopes) });
    const input = { ...byNumber, records: [{ accountNumber: "1" }, { accountNumber: "2", finance: {} }] };

    const reader = await ask(only("customers:read"), UPSERT, { input });
    const writer = await ask(only("customers:read", "customers:write"), UPSERT, { input });

    expect(reader.errors).toMatchObject([{ path: ["customersUpsert"], extensions: { code: "FORBIDDEN" } }]);
    expect(writer.errors).toMatchObject([{ message: "input.records.1.finance needs the scope finance:write." }]);
    expect(await countOf(viewer)).toBe(0);
  });

  it("creates one customer for a record sent eight times at once, without waiting on locks in a circle", async () => {
    const viewer = given.tenant();
    const names = Array.from({ length: 10 }, (_, n) => `Record ${n}`);
    const records = names.map((displayName, n) => ({ accountNumber: `${n}`, displayName }));
    const parentId = await given.customer(viewer, { displayName: "Parent" });
    const PARENT = `mutation ($input: CustomerParentSetInput!) { customerParentSet(input: $input) { userErrors { code } } }`;
    const ids = (await upsert(viewer, { ...byNumber, records: records.slice(0, 5) })).results;

    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const mine = writer % 2 === 0 ? records : records.toReversed();
      const answer = await upsert(viewer, {
        ...byNumber,
        records: mine.map((record) => ({ ...record, parentId, code: `W${writer}` })),
      });
      return outcomesOf(answer);
    });
    const movers = ids.map(async ({ customer }: { customer: { id: string } }, index: number) => {
      const input = { customerId: customer.id, parentId: index % 2 === 0 ? parentId : null };
      return (await ask(viewer, PARENT, { input })).errors;
    });
    const outcomes = (await Promise.all(writers)).flat();

    expect(await Promise.all(movers)).toEqual(ids.map(() => []));
    expect(outcomes.filter((outcome) => outcome === "CREATED")).toHaveLength(5);
    expect(outcomes).not.toContain("REFUSED");
    expect(await countOf(viewer)).toBe(11);
  });
});

describe("CustomersUpsertInput.idempotencyKey", () => {
  const input = {
    ...byNumber,
    errorPolicy: "REJECT_FAILED",
    idempotencyKey: "nightly",
    records: [{ accountNumber: "1", displayName: "One" }, { displayName: "Nobody" }],
  };

  it("returns the first result again, even to concurrent requests", async () => {
    const viewer = given.tenant();

    const answers = await Promise.all(Array.from({ length: 4 }, () => upsert(viewer, input)));
    await given.customer(viewer, { accountNumber: "1" });
    const later = await upsert(viewer, input);

    for (const answer of answers) expect(answer).toEqual(later);
    expect(outcomesOf(later)).toEqual(["CREATED", "REFUSED"]);
    expect(await countOf(viewer)).toBe(2);
  });

  it.each([
    ["half of a pair", "\uD83C"],
    ["U+0000", "a\0b"],
    ["a pair where the quote ends", `${"a".repeat(59)}\uD83C\uDF75${"\0".repeat(300)}`],
  ])("keeps the refusal of a record that no database can hold: %s", async (_, code) => {
    const viewer = given.tenant();
    const records = [...input.records, { displayName: "Two", accountNumber: "2", code }];

    const first = await upsert(viewer, { ...input, records });
    const again = await upsert(viewer, { ...input, records });

    expect(outcomesOf(first)).toEqual(["CREATED", "REFUSED", "REFUSED"]);
    expect(first.results[2].userErrors).toMatchObject([{ code: "INVALID", path: ["records", "2", "code"] }]);
    expect(again).toEqual(first);
  });

  it("is refused with another input", async () => {
    const viewer = given.tenant();
    await upsert(viewer, input);

    const { results, userErrors } = await upsert(viewer, { ...input, errorPolicy: "REJECT_ALL" });

    expect(results).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["idempotencyKey"] }]);
    expect(await countOf(viewer)).toBe(1);
  });

  it("is unused when everything was refused", async () => {
    const viewer = given.tenant();
    const refused = { ...input, errorPolicy: "REJECT_ALL" };

    await upsert(viewer, refused);
    const { results, userErrors } = await upsert(viewer, { ...refused, records: refused.records.slice(0, 1) });

    expect(userErrors).toEqual([]);
    expect(results).toMatchObject([{ outcome: "CREATED" }]);
  });
});
