import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

interface Kind {
  readonly what: "note" | "activity" | "attachment";
  readonly list: string;
  readonly fields: string;
  readonly first: object;
  readonly changed: object;
}

const KINDS: readonly Kind[] = [
  {
    what: "note",
    list: "notes",
    fields: "id text createdBy createdAt updatedAt",
    first: { text: "Likes to be called in the morning." },
    changed: { text: "Likes to be called at night.\n" },
  },
  {
    what: "activity",
    list: "activities",
    fields: "id kind subject description occurredAt createdBy createdAt",
    first: { kind: "CALL", subject: "Renewal", description: " ", occurredAt: "2026-03-01T09:30:00.000Z" },
    changed: { kind: "MEETING", description: null, occurredAt: "2026-03-02T09:30:00.000Z" },
  },
  {
    what: "attachment",
    list: "attachments",
    fields: "id name url contentType sizeInBytes createdBy createdAt",
    first: {
      name: "Offer.pdf",
      url: "https://files.example/offer.pdf",
      contentType: "application/pdf",
      sizeInBytes: 5_000_000_000,
    },
    changed: { name: "Offer 2.pdf", contentType: null, sizeInBytes: 0 },
  },
];

const run = async (viewer: Viewer, { what, fields }: Kind, verb: "Create" | "Update" | "Delete", input: object) => {
  const type = `${what[0]?.toUpperCase()}${what.slice(1)}`;
  const { data } = await ask(
    viewer,
    `mutation ($input: Customer${type}${verb}Input!) { customer${type}${verb}(input: $input) {
      customer { id version }
      ${verb === "Delete" ? `deleted: deleted${type}Id` : `row: ${what} { ${fields} }`}
      userErrors { code message path customer { version } }
    } }`,
    { input },
  );
  return data[`customer${type}${verb}`];
};

const read = async (viewer: Viewer, { list, fields }: Kind, id: string) =>
  (
    await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { version relationship { list: ${list} { totalCount nodes { ${fields} } } } } }`,
      { id },
    )
  ).data.customer;

describe.each(KINDS.map((kind) => [kind.list, kind] as const))("CommercialRelationship.%s", (_, kind) => {
  const idOf = (id: string) => ({ id });

  it("are added, changed and removed, each with a new version of the customer", async () => {
    const viewer = given.tenant({ subject: "ada" });
    const customerId = await given.customer(viewer);

    const added = await run(viewer, kind, "Create", { customerId, ...kind.first, expectedVersion: 1 });
    const read1 = await read(viewer, kind, customerId);
    const ref = idOf(added.row.id);
    const changed = await run({ ...viewer, subject: "ben" }, kind, "Update", {
      ...ref,
      ...kind.changed,
      expectedVersion: 2,
    });
    const read2 = await read(viewer, kind, customerId);
    const removed = await run(viewer, kind, "Delete", { ...ref, expectedVersion: 3 });
    const read3 = await read(viewer, kind, customerId);

    expect(added).toMatchObject({
      customer: { id: customerId, version: 2 },
      row: { ...kind.first, createdBy: "ada" },
      userErrors: [],
    });
    expect(read1).toEqual({ version: 2, relationship: { list: { totalCount: 1, nodes: [added.row] } } });
    expect(changed).toMatchObject({
      customer: { version: 3 },
      row: { ...added.row, ...kind.changed, ...(kind.what === "note" && { updatedAt: changed.row.updatedAt }) },
      userErrors: [],
    });
    if (kind.what === "note") expect(changed.row.updatedAt > added.row.updatedAt).toBe(true);
    expect(read2).toEqual({ version: 3, relationship: { list: { totalCount: 1, nodes: [changed.row] } } });
    expect(removed).toEqual({ customer: { id: customerId, version: 4 }, deleted: added.row.id, userErrors: [] });
    expect(read3).toEqual({ version: 4, relationship: { list: { totalCount: 0, nodes: [] } } });
  });

  it("keep the version when a change changes nothing", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { row } = await run(viewer, kind, "Create", { customerId, ...kind.first });

    const again = await run(viewer, kind, "Update", { ...idOf(row.id), ...kind.first });

    expect(again).toEqual({ customer: { id: customerId, version: 2 }, row, userErrors: [] });
  });

  it("are paged, newest first", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const ids: string[] = [];
    for (const day of [1, 2, 3, 4, 5]) {
      const occurredAt = kind.what === "activity" ? { occurredAt: `2026-03-0${day}T00:00:00Z` } : {};
      ids.unshift((await run(viewer, kind, "Create", { customerId, ...kind.first, ...occurredAt })).row.id);
    }
    const page = async (after: string | null) =>
      (
        await ask(
          viewer,
          `query ($id: ID!, $after: String) { customer(id: $id) { relationship { list: ${kind.list}(first: 2, after: $after) {
            totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor }
          } } } }`,
          { id: customerId, after },
        )
      ).data.customer.relationship.list;

    const first = await page(null);
    const late = kind.what === "activity" ? { occurredAt: "2026-04-01T00:00:00Z" } : {};
    await run(viewer, kind, "Create", { customerId, ...kind.first, ...late });
    const second = await page(first.pageInfo.endCursor);
    const third = await page(second.pageInfo.endCursor);

    const seen = [first, second, third].flatMap(({ nodes }) => nodes.map(({ id }: { id: string }) => id));
    expect(seen).toEqual(ids);
    expect([first, second, third].map(({ totalCount, pageInfo }) => [totalCount, pageInfo.hasNextPage])).toEqual([
      [5, true],
      [6, true],
      [6, false],
    ]);
  });

  it("are not found by another tenant or where the customer is hidden, and nothing reveals them", async () => {
    const workspaceId = randomUUID();
    const viewer = given.tenant({ workspaceId, workspaceIds: [workspaceId] });
    const customerId = await given.customer(viewer);
    const { row } = await run(viewer, kind, "Create", { customerId, ...kind.first });
    const strangers = [given.tenant(), { ...viewer, workspaceId: null, workspaceIds: [] }];

    for (const stranger of strangers) {
      const added = await run(stranger, kind, "Create", { customerId, ...kind.first });
      const changed = await run(stranger, kind, "Update", { ...idOf(row.id), ...kind.changed });
      const removed = await run(stranger, kind, "Delete", idOf(row.id));

      expect(added).toMatchObject({
        customer: null,
        row: null,
        userErrors: [{ code: "NOT_FOUND", path: ["customerId"] }],
      });
      for (const refused of [changed, removed]) {
        expect(refused).toMatchObject({
          customer: null,
          userErrors: [
            {
              code: "NOT_FOUND",
              message: `There is no ${kind.what} "${row.id}".`,
              path: ["id"],
            },
          ],
        });
      }
    }
    expect(await read(viewer, kind, customerId)).toMatchObject({
      version: 2,
      relationship: { list: { nodes: [row] } },
    });
  });

  it("refuse an invalid id, a removed one, and a stale version", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { row } = await run(viewer, kind, "Create", { customerId, ...kind.first });

    const odd = await run(viewer, kind, "Delete", idOf("none"));
    const absent = await run(viewer, kind, "Update", { ...idOf(randomUUID()), ...kind.changed });
    const stale = await run(viewer, kind, "Update", { ...idOf(row.id), ...kind.changed, expectedVersion: 1 });

    expect(odd.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
    expect(absent.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
    expect(stale.userErrors).toMatchObject([{ code: "CONFLICT", path: ["expectedVersion"], customer: { version: 2 } }]);
    expect(await read(viewer, kind, customerId)).toMatchObject({
      version: 2,
      relationship: { list: { nodes: [row] } },
    });
  });

  it("need the scope customers:write", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const type = `${kind.what[0]?.toUpperCase()}${kind.what.slice(1)}`;

    const { data, errors } = await ask(
      { ...viewer, scopes: new Set(["customers:read"]) },
      `mutation ($input: Customer${type}CreateInput!) { customer${type}Create(input: $input) { userErrors { code } } }`,
      { input: { customerId, ...kind.first } },
    );

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("What is refused", () => {
  const [note, activity, attachment] = KINDS as [Kind, Kind, Kind];
  const CASES: readonly [string, Kind, object, object][] = [
    [
      "a note without text",
      note,
      { text: " \n" },
      { code: "REQUIRED", message: "This is required. Write something.", path: ["text"] },
    ],
    ["a note without end", note, { text: "x".repeat(20_001) }, { code: "INVALID", path: ["text"] }],
    ["a note with U+0000", note, { text: "a\0b" }, { code: "INVALID", path: ["text"] }],
    ["a note with half of a surrogate pair", note, { text: "a\ud83d" }, { code: "INVALID", path: ["text"] }],
    ["an activity without subject", activity, { subject: " " }, { code: "INVALID", path: ["subject"] }],
    ["an activity with a long subject", activity, { subject: "x".repeat(257) }, { code: "INVALID", path: ["subject"] }],
    ["an activity with U+0000", activity, { description: "\0" }, { code: "INVALID", path: ["description"] }],
    ["an attachment without name", attachment, { name: "" }, { code: "INVALID", path: ["name"] }],
    [
      "an address that a browser should not follow",
      attachment,
      { url: "javascript:alert(1)" },
      { code: "INVALID", path: ["url"] },
    ],
    [
      "a media type that is none",
      attachment,
      { contentType: "pdf" },
      {
        code: "INVALID",
        message: '"pdf" is not accepted. Give a media type such as application/pdf.',
        path: ["contentType"],
      },
    ],
    ["a negative size", attachment, { sizeInBytes: -1 }, { code: "INVALID", path: ["sizeInBytes"] }],
  ];

  it.each(CASES)("%s, when adding and when changing", async (_, kind, wrong, refusal) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { row } = await run(viewer, kind, "Create", { customerId, ...kind.first });

    const added = await run(viewer, kind, "Create", { customerId, ...kind.first, ...wrong });
    const changed = await run(viewer, kind, "Update", { id: row.id, ...wrong });

    expect(added).toMatchObject({ customer: null, row: null, userErrors: [refusal] });
    expect(changed).toMatchObject({ customer: null, row: null, userErrors: [refusal] });
    expect(await read(viewer, kind, customerId)).toMatchObject({
      version: 2,
      relationship: { list: { nodes: [row] } },
    });
  });

  const KEPT: readonly [string, Kind][] = [
    ["kind", activity],
    ["subject", activity],
    ["occurredAt", activity],
    ["name", attachment],
    ["url", attachment],
  ];

  it.each(KEPT)("clearing %s, which every such row has", async (field, kind) => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { row } = await run(viewer, kind, "Create", { customerId, ...kind.first });

    const refused = await run(viewer, kind, "Update", { id: row.id, [field]: null });

    expect(refused.userErrors).toMatchObject([
      { code: "REQUIRED", message: `This is required. Leave it out to keep it.`, path: [field] },
    ]);
    expect((await read(viewer, kind, customerId)).version).toBe(2);
  });
});
