import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const NAMES = "{ displayName }";

describe("Customer.parent, root, ancestors, descendants", () => {
  it("return every level, nearest first", async () => {
    const viewer = given.tenant();
    const [, , branch] = await given.chain(viewer, "Group", "Company", "Branch", "Desk");

    const { data } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) {
        parent ${NAMES} root ${NAMES}
        ancestors { depth customer ${NAMES} }
        descendants { depth parentId customer ${NAMES} }
      } }`,
      { id: branch },
    );

    expect(data.customer).toEqual({
      parent: { displayName: "Company" },
      root: { displayName: "Group" },
      ancestors: [
        { depth: 1, customer: { displayName: "Company" } },
        { depth: 2, customer: { displayName: "Group" } },
      ],
      descendants: [{ depth: 1, parentId: branch, customer: { displayName: "Desk" } }],
    });
  });

  it("end where visibility ends", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const hidden = await given.customer(member, { displayName: "Hidden" });
    const shown = await given.customer(member, { displayName: "Shown", parentId: hidden, visibilityMode: "GLOBAL" });

    const { data } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { parent ${NAMES} root ${NAMES} ancestors { depth } } }`,
      { id: shown },
    );

    expect(data.customer).toEqual({ parent: null, root: { displayName: "Shown" }, ancestors: [] });
  });

  it("go down no further than requested", async () => {
    const viewer = given.tenant();
    const [root] = await given.chain(viewer, "1", "2", "3", "4");

    const { data } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { descendants(maxDepth: 2) { depth customer ${NAMES} } } }`,
      { id: root },
    );

    expect(data.customer.descendants).toEqual([
      { depth: 1, customer: { displayName: "2" } },
      { depth: 2, customer: { displayName: "3" } },
    ]);
  });

  it("are at most 1,000, the nearest first, and say whether there are more", async () => {
    const viewer = given.tenant();
    const [root = "", company = ""] = await given.chain(viewer, "Group", "Company", "Zenith");
    await given.customers(viewer, 998, company);

    const text = `query ($id: ID!) { customer(id: $id) { descendantsAreComplete nearest: descendantsAreComplete(maxDepth: 1)
      descendants { depth customer ${NAMES} } } }`;
    const { data: whole, statements } = await ask(viewer, text, { id: root });
    await given.customer(viewer, { displayName: "A", parentId: company });
    const { data: cut } = await ask(viewer, text, { id: root });

    expect(whole.customer.descendants).toHaveLength(1_000);
    expect(whole.customer).toMatchObject({ descendantsAreComplete: true, nearest: true });
    expect(whole.customer.descendants.at(-1)).toEqual({ depth: 2, customer: { displayName: "Zenith" } });
    expect(statements.filter(({ text: sql }) => sql.includes("down.depth"))).toHaveLength(2);
    expect(cut.customer.descendants).toHaveLength(1_000);
    expect(cut.customer).toMatchObject({ descendantsAreComplete: false, nearest: true });
    expect(cut.customer.descendants[1]).toEqual({ depth: 2, customer: { displayName: "A" } });
    expect(cut.customer.descendants.at(-1)).toEqual({ depth: 2, customer: { displayName: "Customer 00998" } });
  });

  it("refuse more levels than there can be", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const { errors } = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { descendants(maxDepth: 33) { depth } } }`,
      {
        id,
      },
    );

    expect(errors).toMatchObject([{ message: "maxDepth: 33 is out of range. Ask for 1 to 32 levels." }]);
  });
});

describe("Customer.children", () => {
  const PAGE = `query ($id: ID!, $after: String) { customer(id: $id) { children(first: 2, after: $after) {
    totalCount nodes ${NAMES} pageInfo { hasNextPage hasPreviousPage endCursor }
  } } }`;

  it("are sorted as people sort names, on every page", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    for (const displayName of ["Zebra", "äpfel", "Émile", "Apfel", "emil"])
      await given.customer(viewer, { displayName, parentId: id });

    const { data: first } = await ask(viewer, PAGE, { id });
    const { endCursor: after } = first.customer.children.pageInfo;
    const { data: second } = await ask(viewer, PAGE, { id, after });
    const { data: below } = await ask(viewer, `{ customer(id: "${id}") { descendants { customer ${NAMES} } } }`);

    const names = (nodes: { displayName: string }[]) => nodes.map(({ displayName }) => displayName);
    expect(names(first.customer.children.nodes)).toEqual(["Apfel", "äpfel"]);
    expect(names(second.customer.children.nodes)).toEqual(["emil", "Émile"]);
    expect(below.customer.descendants.map((row: { customer: object }) => row.customer)).toEqual(
      ["Apfel", "äpfel", "emil", "Émile", "Zebra"].map((displayName) => ({ displayName })),
    );
  });

  it("pages by name, and tolerates rows added in between", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);
    for (const displayName of ["a", "b", "d"]) await given.customer(viewer, { displayName, parentId: id });

    const first = (await ask(viewer, PAGE, { id })).data.customer.children;
    await given.customer(viewer, { displayName: "aa", parentId: id });
    await given.customer(viewer, { displayName: "c", parentId: id });
    const second = (await ask(viewer, PAGE, { id, after: first.pageInfo.endCursor })).data.customer.children;

    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [{ displayName: "a" }, { displayName: "b" }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(second).toMatchObject({
      totalCount: 5,
      nodes: [{ displayName: "c" }, { displayName: "d" }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  it("refuses a page of more than 100, and an invalid cursor", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer);

    const tooMany = await ask(
      viewer,
      `query ($id: ID!) { customer(id: $id) { children(first: 100000) { totalCount } } }`,
      {
        id,
      },
    );
    const forged = await ask(viewer, PAGE, { id, after: "bm90IGEgY3Vyc29y" });
    const impossible = await ask(viewer, PAGE, {
      id,
      after: Buffer.from(JSON.stringify(["a\0", id])).toString("base64url"),
    });

    expect(tooMany.errors).toMatchObject([
      {
        message: "first: 100000 is out of range. Ask for 0 to 100 items, and for more with after.",
        path: ["customer", "children"],
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
    for (const { errors } of [forged, impossible]) {
      expect(errors).toMatchObject([{ path: ["customer", "children"], extensions: { code: "BAD_USER_INPUT" } }]);
    }
  });
});

const SET_PARENT = `mutation ($input: CustomerParentSetInput!) { customerParentSet(input: $input) {
  customer { id version parent { id } } userErrors { code message path customer { version } }
} }`;

describe("Mutation.customerParentSet", () => {
  it("moves a customer and increments its version", async () => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer);
    const customerId = await given.customer(viewer);

    const { data } = await ask(viewer, SET_PARENT, { input: { customerId, parentId, expectedVersion: 1 } });

    expect(data.customerParentSet).toEqual({
      customer: { id: customerId, version: 2, parent: { id: parentId } },
      userErrors: [],
    });
  });

  const refused = [
    ["the customer itself", (ids: string[]) => ids[0], "CYCLE"],
    ["a customer below it", (ids: string[]) => ids[2], "CYCLE"],
    ["a customer that is not there", () => randomUUID(), "NOT_FOUND"],
    ["what is no id", () => "root", "NOT_FOUND"],
  ] as const;

  it.each(refused)("refuses %s as a parent, and changes nothing", async (_, parentOf, code) => {
    const viewer = given.tenant();
    const ids = await given.chain(viewer, "1", "2", "3");

    const { data } = await ask(viewer, SET_PARENT, { input: { customerId: ids[0], parentId: parentOf(ids) } });
    const after = await ask(viewer, `query ($id: ID!) { customer(id: $id) { version parent { id } } }`, { id: ids[0] });

    expect(data.customerParentSet).toMatchObject({ customer: null, userErrors: [{ code, path: ["parentId"] }] });
    expect(after.data.customer).toEqual({ version: 1, parent: null });
  });

  it("refuses a customer of another tenant, as parent and as child, as if it did not exist", async () => {
    const viewer = given.tenant();
    const own = await given.customer(viewer);
    const foreign = await given.customer(given.tenant());

    const parent = await ask(viewer, SET_PARENT, { input: { customerId: own, parentId: foreign } });
    const child = await ask(viewer, SET_PARENT, { input: { customerId: foreign, parentId: own } });

    expect(parent.data.customerParentSet.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["parentId"] }]);
    expect(child.data.customerParentSet.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["customerId"] }]);
  });

  it("refuses an archived parent", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);
    const parentId = await given.customer(viewer, { status: "ARCHIVED" });

    const { data } = await ask(viewer, SET_PARENT, { input: { customerId, parentId } });

    expect(data.customerParentSet.userErrors).toMatchObject([{ code: "NOT_ALLOWED", path: ["parentId"] }]);
  });

  it("changes nothing if the parent is the same, even an archived one", async () => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer);
    const customerId = await given.customer(viewer, { parentId });
    await ask(
      viewer,
      `mutation { customerStatusSet(input: { customerId: "${parentId}", status: ARCHIVED }) { userErrors { code } } }`,
    );

    const same = await ask(viewer, SET_PARENT, { input: { customerId, parentId, expectedVersion: 1 } });
    const root = await ask(viewer, SET_PARENT, { input: { customerId: parentId, parentId: null } });

    expect(same.data.customerParentSet).toEqual({
      customer: { id: customerId, version: 1, parent: { id: parentId } },
      userErrors: [],
    });
    expect(root.data.customerParentSet).toMatchObject({ customer: { version: 2, parent: null }, userErrors: [] });
  });

  it("keeps a hidden parent when the viewer sets the null they see", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const hidden = await given.customer(member);
    const customerId = await given.customer(member, { parentId: hidden, visibilityMode: "GLOBAL" });

    const { data } = await ask(viewer, SET_PARENT, { input: { customerId, parentId: null } });
    const after = await ask(member, `query ($id: ID!) { customer(id: $id) { version parent { id } } }`, {
      id: customerId,
    });

    expect(data.customerParentSet).toMatchObject({ customer: { version: 1, parent: null }, userErrors: [] });
    expect(after.data.customer).toEqual({ version: 1, parent: { id: hidden } });
  });

  it("refuses a stale version, and names the current one", async () => {
    const viewer = given.tenant();
    const customerId = await given.customer(viewer);

    const { data } = await ask(viewer, SET_PARENT, { input: { customerId, expectedVersion: 7 } });

    expect(data.customerParentSet.userErrors).toMatchObject([
      { code: "CONFLICT", path: ["expectedVersion"], customer: { version: 1 } },
    ]);
  });

  it("lets the hierarchy grow to 32 levels and no deeper", async () => {
    const viewer = given.tenant();
    const ids = await given.chain(viewer, ...Array.from({ length: 31 }, (_, level) => `Level ${level}`));
    const [top, below] = await given.chain(viewer, "Top", "Below");

    const tooDeep = await ask(viewer, SET_PARENT, { input: { customerId: top, parentId: ids.at(-1) } });
    const deepest = await ask(viewer, SET_PARENT, { input: { customerId: below, parentId: ids.at(-1) } });

    expect(tooDeep.data.customerParentSet.userErrors).toMatchObject([{ code: "TOO_DEEP", path: ["parentId"] }]);
    expect(deepest.data.customerParentSet.userErrors).toEqual([]);
  });

  it("never creates a cycle, however many move at once", async () => {
    const viewer = given.tenant();
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, index) => given.customer(viewer, { displayName: `${index}` })),
    );

    await Promise.all(
      ids.flatMap((customerId) =>
        ids
          .filter((id) => id !== customerId)
          .map((parentId) => ask(viewer, SET_PARENT, { input: { customerId, parentId } })),
      ),
    );
    const { data } = await ask(
      viewer,
      `query ($ids: [ID!]!) { customersById(ids: $ids) { id ancestors { customer { id } } } }`,
      {
        ids,
      },
    );

    for (const { id, ancestors } of data.customersById) {
      expect(ancestors.map(({ customer }: { customer: { id: string } }) => customer.id)).not.toContain(id);
    }
  });
});
