import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const capital = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;

interface List {
  readonly row: "employee" | "priceList" | "statusLabel" | "label";
  /** Prefix of its mutations. Defaults to `row`. */
  readonly mutations?: string;
  readonly what: string;
  readonly list: string;
  readonly fields: string;
  readonly created: object;
  readonly changed: object;
}

const LISTS: readonly List[] = [
  {
    row: "employee",
    what: "employee",
    list: "employees",
    fields: "id name email jobTitle",
    created: { name: "Ada Berg", email: "ada@shop.example", jobTitle: "Key accounts" },
    changed: { name: "Ada Cole", jobTitle: null },
  },
  {
    row: "priceList",
    what: "price list",
    list: "priceLists",
    fields: "id code name currencyCode",
    created: { code: "W", name: "Wholesale", currencyCode: "SEK" },
    changed: { code: "WS", currencyCode: "DKK" },
  },
  {
    row: "statusLabel",
    what: "status label",
    list: "statusLabels",
    fields: "id name position isActive",
    created: { name: "Hot", position: 3, isActive: true },
    changed: { position: 0, isActive: false },
  },
  {
    row: "label",
    mutations: "customerLabel",
    what: "label",
    list: "customerLabels",
    fields: "id name color",
    created: { name: "Fair 2026", color: "#1E90FF" },
    changed: { name: "Fair", color: null },
  },
];

const run = async (
  viewer: Viewer,
  { row, mutations = row, fields }: List,
  verb: "Create" | "Update" | "Delete",
  input: object,
) => {
  const { data, errors } = await ask(
    viewer,
    `mutation ($input: ${capital(mutations)}${verb}Input!) { answer: ${mutations}${verb}(input: $input) {
      ${verb === "Delete" ? `deleted: deleted${capital(row)}Id` : `row: ${row} { ${fields} }`}
      userErrors { code message path }
    } }`,
    { input },
  );
  return data ? data.answer : { errors };
};

const read = async (viewer: Viewer, { list, fields }: List) =>
  (await ask(viewer, `{ list: ${list} { totalCount nodes { ${fields} } } }`)).data.list;

describe.each(LISTS.map((list) => [list.list, list] as const))("Query.%s", (_, list) => {
  it("shows what was created and changed", async () => {
    const viewer = given.tenant();

    const created = await run(viewer, list, "Create", list.created);
    const first = await read(viewer, list);
    const changed = await run(viewer, list, "Update", { id: created.row.id, ...list.changed });
    const second = await read(viewer, list);

    expect(created).toEqual({ row: { id: created.row.id, ...list.created }, userErrors: [] });
    expect(first).toEqual({ totalCount: 1, nodes: [created.row] });
    expect(changed).toEqual({ row: { ...created.row, ...list.changed }, userErrors: [] });
    expect(second).toEqual({ totalCount: 1, nodes: [changed.row] });
  });

  it("shows nothing to another tenant, which cannot change it", async () => {
    const viewer = given.tenant();
    const { row } = await run(viewer, list, "Create", list.created);
    const stranger = given.tenant();

    const seen = await read(stranger, list);
    const refused = await run(stranger, list, "Update", { id: row.id, ...list.changed });

    expect(seen).toEqual({ totalCount: 0, nodes: [] });
    expect(refused).toEqual({
      row: null,
      userErrors: [{ code: "NOT_FOUND", message: `There is no ${list.what} "${row.id}".`, path: ["id"] }],
    });
    expect((await read(viewer, list)).nodes).toEqual([row]);
  });

  it("can be changed only with the scope admin", async () => {
    const viewer = given.tenant();
    const { row } = await run(viewer, list, "Create", list.created);
    const clerk: Viewer = { ...viewer, scopes: new Set(["customers:read", "customers:write"]) };

    const created = await run(clerk, list, "Create", list.created);
    const changed = await run(clerk, list, "Update", { id: row.id, ...list.changed });

    for (const { errors } of [created, changed]) {
      expect(errors).toMatchObject([{ path: ["answer"], extensions: { code: "FORBIDDEN" } }]);
    }
    expect((await read(clerk, list)).nodes).toEqual([row]);
  });

  it("refuses an invalid id, and a blank or cleared name", async () => {
    const viewer = given.tenant();
    const { row } = await run(viewer, list, "Create", list.created);

    const odd = await run(viewer, list, "Update", { id: "none" });
    const blank = await run(viewer, list, "Create", { ...list.created, name: " " });
    const cleared = await run(viewer, list, "Update", { id: row.id, name: null });

    expect(odd.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
    expect(blank.userErrors).toMatchObject([{ code: "INVALID", path: ["name"] }]);
    expect(cleared.userErrors).toMatchObject([{ code: "REQUIRED", path: ["name"] }]);
    expect((await read(viewer, list)).nodes).toEqual([row]);
  });

  it("is paged", async () => {
    const viewer = given.tenant();
    for (const letter of ["c", "a", "d", "b"]) {
      const code = list.row === "priceList" ? { code: letter } : {};
      await run(viewer, list, "Create", { ...list.created, name: letter, ...code });
    }
    const page = async (after: string | null) =>
      (
        await ask(
          viewer,
          `query ($after: String) { list: ${list.list}(first: 3, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`,
          { after },
        )
      ).data.list;

    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);

    const names = [first, second].flatMap(({ nodes }) => nodes.map(({ name }: { name: string }) => name));
    expect(names).toEqual(["a", "b", "c", "d"]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});

const [employees, priceLists, statusLabels, labels] = LISTS as [List, List, List, List];

describe("What must be unique", () => {
  it.each([
    ["code", priceLists, { code: "W" }, { code: "X" }],
    ["name", statusLabels, { name: "hot" }, { name: "Cold" }],
    ["name", labels, { name: "FAIR 2026" }, { name: "Other" }],
  ] as const)("the %s of a row, whatever the case of a name", async (field, list, same, other) => {
    const viewer = given.tenant();
    const first = await run(viewer, list, "Create", list.created);
    const second = await run(viewer, list, "Create", { ...list.created, ...other });

    const created = await run(viewer, list, "Create", { ...list.created, ...same });
    const changed = await run(viewer, list, "Update", { id: second.row.id, ...same });
    const elsewhere = await run(given.tenant(), list, "Create", { ...list.created, ...same });

    const [value] = Object.values(same);
    const refusal = { code: "TAKEN", message: `Another ${list.what} has "${value}" already.`, path: [field] };
    expect(created).toEqual({ row: null, userErrors: [refusal] });
    expect(changed).toEqual({ row: null, userErrors: [refusal] });
    expect(elsewhere.userErrors).toEqual([]);
    expect((await read(viewer, list)).nodes).toEqual(expect.arrayContaining([first.row, second.row]));
  });
});

describe("What a pick list refuses", () => {
  it.each([
    ["a blank job title", employees, { jobTitle: " " }, "jobTitle"],
    ["a code that is too long", priceLists, { code: "x".repeat(33) }, "code"],
    ["a place below 0", statusLabels, { position: -1 }, "position"],
    ["a place with more digits than a cursor has", statusLabels, { position: 1_000_000_000 }, "position"],
    ["a color in words", labels, { color: "red" }, "color"],
  ] as const)("%s", async (_, list, wrong, field) => {
    const viewer = given.tenant();

    const { userErrors } = await run(viewer, list, "Create", { ...list.created, ...wrong });

    expect(userErrors).toMatchObject([{ code: "INVALID", path: [field] }]);
    expect((await read(viewer, list)).totalCount).toBe(0);
  });

  it("gives a price list without a currency the tenant's, and a label its color in capitals", async () => {
    const viewer = given.tenant();

    const list = await run(viewer, priceLists, "Create", { code: "W", name: "Wholesale" });
    const label = await run(viewer, labels, "Create", { name: "Fair", color: "#1e90ff" });

    expect(list.row.currencyCode).toBe("EUR");
    expect(label.row.color).toBe("#1E90FF");
  });
});

describe("Mutation.statusLabelDelete", () => {
  it("removes one that no customer has, and refuses one in use", async () => {
    const viewer = given.tenant();
    const used = await run(viewer, statusLabels, "Create", { name: "Hot" });
    const unused = await run(viewer, statusLabels, "Create", { name: "Cold" });
    await given.customer(viewer, { relationship: { statusLabelId: used.row.id } });

    const refused = await run(viewer, statusLabels, "Delete", { id: used.row.id });
    const removed = await run(viewer, statusLabels, "Delete", { id: unused.row.id });
    const again = await run(viewer, statusLabels, "Delete", { id: unused.row.id });

    expect(refused).toEqual({
      deleted: null,
      userErrors: [
        {
          code: "NOT_ALLOWED",
          message: "Customers use this status label. Make it inactive instead.",
          path: ["id"],
        },
      ],
    });
    expect(removed).toEqual({ deleted: unused.row.id, userErrors: [] });
    expect(again.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["id"] }]);
    expect((await read(viewer, statusLabels)).nodes).toEqual([used.row]);
  });
});

const OF_CUSTOMER = "id version relationship { labels { totalCount nodes { id name } } }";

const put = async (viewer: Viewer, mutation: "customerLabelAdd" | "customerLabelRemove", input: object) =>
  (
    await ask(
      viewer,
      `mutation ($input: ${capital(mutation)}Input!) { ${mutation}(input: $input) {
        customer { ${OF_CUSTOMER} } userErrors { code message path customer { version } }
      } }`,
      { input },
    )
  ).data[mutation];

describe("CommercialRelationship.labels", () => {
  it("are added and removed, and keep the version when nothing changes", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { row: vip } = await run(viewer, labels, "Create", { name: "VIP" });
    const { row: fair } = await run(viewer, labels, "Create", { name: "Fair" });

    const answers = [
      await put(viewer, "customerLabelAdd", { customerId, labelId: vip.id, expectedVersion: 1 }),
      await put(viewer, "customerLabelAdd", { customerId, labelId: vip.id.toUpperCase() }),
      await put(viewer, "customerLabelAdd", { customerId, labelId: fair.id }),
      await put(viewer, "customerLabelRemove", { customerId, labelId: vip.id }),
      await put(viewer, "customerLabelRemove", { customerId, labelId: vip.id }),
    ];

    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(
      answers.map(({ customer: { version, relationship } }) => [
        version,
        relationship.labels.nodes.map(({ name }: { name: string }) => name),
      ]),
    ).toEqual([
      [2, ["VIP"]],
      [2, ["VIP"]],
      [3, ["Fair", "VIP"]],
      [4, ["Fair"]],
      [4, ["Fair"]],
    ]);
  });

  it("refuse an unknown label, a stale version, and a hundred-and-first label", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const { row: label } = await run(viewer, labels, "Create", { name: "VIP" });
    const many = await ask(
      viewer,
      `mutation { ${Array.from({ length: 100 }, (_, n) => `l${n}: customerLabelCreate(input: { name: "L${n}" }) { label { id } }`).join(" ")} }`,
    );
    const labelIds = Object.values<{ label: { id: string } }>(many.data).map(({ label: { id } }) => id);
    const laden = await given.customer(viewer, { relationship: { labelIds } });

    const absent = await put(viewer, "customerLabelAdd", { customerId, labelId: randomUUID() });
    const odd = await put(viewer, "customerLabelRemove", { customerId, labelId: "none" });
    const stale = await put(viewer, "customerLabelAdd", { customerId, labelId: label.id, expectedVersion: 9 });
    const tooMany = await put(viewer, "customerLabelAdd", { customerId: laden, labelId: label.id });

    expect(absent).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["labelId"] }] });
    expect(odd).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["labelId"] }] });
    expect(stale).toMatchObject({ customer: null, userErrors: [{ code: "CONFLICT", customer: { version: 1 } }] });
    expect(tooMany).toMatchObject({
      customer: null,
      userErrors: [
        {
          code: "INVALID",
          message: `"${label.id}" is not accepted. The customer already has 100 labels, the maximum.`,
          path: ["labelId"],
        },
      ],
    });
    const { data } = await ask(
      viewer,
      `query ($ids: [ID!]!) { customersById(ids: $ids) { version relationship { labels { totalCount } } } }`,
      { ids: [customerId, laden] },
    );
    expect(data.customersById).toEqual([
      { version: 1, relationship: { labels: { totalCount: 0 } } },
      { version: 1, relationship: { labels: { totalCount: 100 } } },
    ]);
  });

  it("are paged by name", async () => {
    const viewer = given.tenant();
    const ids: string[] = [];
    for (const name of ["c", "A", "d", "ä"]) ids.push((await run(viewer, labels, "Create", { name })).row.id);
    const id = await given.customer(viewer, { relationship: { labelIds: ids } });
    const page = async (after: string | null) =>
      (
        await ask(
          viewer,
          `query ($id: ID!, $after: String) { customer(id: $id) { relationship { labels(first: 3, after: $after) {
            totalCount nodes { name } pageInfo { hasNextPage endCursor }
          } } } }`,
          { id, after },
        )
      ).data.customer.relationship.labels;

    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);

    expect(first).toMatchObject({ totalCount: 4, nodes: [{ name: "A" }, { name: "ä" }, { name: "c" }] });
    expect(second).toMatchObject({ nodes: [{ name: "d" }], pageInfo: { hasNextPage: false } });
  });

  it("lose a removed label, and follow a renamed one, without a new version", async () => {
    const viewer = given.tenant();
    const { row: gone } = await run(viewer, labels, "Create", { name: "Gone" });
    const { row: kept } = await run(viewer, labels, "Create", { name: "Kept" });
    const id = await given.customer(viewer, { relationship: { labelIds: [gone.id, kept.id] } });

    const removed = await run(viewer, labels, "Delete", { id: gone.id });
    await run(viewer, labels, "Update", { id: kept.id, name: "Renamed" });
    const { data } = await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${OF_CUSTOMER} } }`, { id });

    expect(removed).toEqual({ deleted: gone.id, userErrors: [] });
    expect(data.customer).toMatchObject({
      version: 1,
      relationship: { labels: { totalCount: 1, nodes: [{ name: "Renamed" }] } },
    });
  });

  it("survive a label being removed while it is added to customers", async () => {
    const viewer = given.tenant();
    const customerIds = await given.customers(viewer, 8);
    const { row: label } = await run(viewer, labels, "Create", { name: "Fair" });

    const [removed, ...added] = await Promise.all([
      run(viewer, labels, "Delete", { id: label.id }),
      ...customerIds.map((customerId) => put(viewer, "customerLabelAdd", { customerId, labelId: label.id })),
    ]);
    const { data } = await ask(viewer, `query ($ids: [ID!]!) { customersById(ids: $ids) { ${OF_CUSTOMER} } }`, {
      ids: customerIds,
    });

    expect(removed.userErrors).toEqual([]);
    for (const { customer, userErrors } of added) {
      expect(customer ? "ADDED" : userErrors[0].code).toMatch(/^(ADDED|NOT_FOUND)$/);
    }
    for (const { relationship } of data.customersById) {
      expect(relationship.labels.nodes.map(({ id }: { id: string }) => id)).not.toContain(label.id);
    }
  });
});
