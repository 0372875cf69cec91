import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { SCOPES, type Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";
import { CREATE, changed, created, DELETE, saved, without } from "../../support/views.ts";

const VIEWS = `query ($first: Int, $after: String) { customerViews(first: $first, after: $after) {
  totalCount nodes { name } edges { cursor } pageInfo { hasNextPage endCursor } } }`;

const NODE = `query ($id: ID!) { node(id: $id) { __typename id ... on CustomerView { name where actor { subject } } }
  nodes(ids: [$id]) { id } }`;

const viewNames = async (viewer: Viewer, variables: object = {}): Promise<string[]> => {
  const { data, errors } = await ask(viewer, VIEWS, { ...variables });
  expect(errors).toEqual([]);
  return data.customerViews.nodes.map(({ name }: { name: string }) => name);
};

/**
 * A member of a workspace, a colleague in it, another viewer of the tenant, an administrator in the
 * same workspace, and a stranger from another tenant.
 */
const office = () => {
  const workspace = randomUUID();
  const all = given.tenant({ scopes: new Set(SCOPES.filter((scope) => scope !== "admin")) });
  const member = { ...all, workspaceIds: [workspace], workspaceId: workspace };
  return {
    workspace,
    owner: { ...member, subject: "owner" },
    colleague: { ...member, subject: "colleague" },
    other: { ...all, subject: "other" },
    administrator: { ...member, subject: "administrator", scopes: new Set(SCOPES) },
    stranger: { ...given.tenant(), subject: "owner", workspaceIds: [workspace] },
  };
};

describe("Mutation.customerViewCreate", () => {
  it("saves conditions, order and columns as they were sent", async () => {
    const viewer = given.tenant();
    const where = {
      or: [{ displayName: { contains: "å" } }, { createdAt: { lt: "2026-01-02T00:00:00.000Z" } }],
      not: null,
    };

    const view = await saved(viewer, {
      name: "Late",
      where,
      includeInactive: true,
      order: [{ field: "HEALTH_SCORE", direction: "DESC" }, { field: "NAME" }],
      columns: ["displayName", "relationship.funnelStage"],
    });

    expect(view).toMatchObject({
      name: "Late",
      where,
      includeInactive: true,
      order: [
        { field: "HEALTH_SCORE", direction: "DESC" },
        { field: "NAME", direction: "ASC" },
      ],
      columns: ["displayName", "relationship.funnelStage"],
      sharing: "ONLY_ME",
      workspaceId: null,
      actor: { subject: "tester" },
      version: 1,
    });
    expect(view.updatedAt).toBe(view.createdAt);
    const again = await saved(viewer, { name: "Again", where: view.where });
    expect(again).toMatchObject({ where, includeInactive: false, order: [], columns: [] });
  });

  it("refuses everything that no list could be asked for, each at its path", async () => {
    const viewer = given.tenant();
    const condition = (code: object) => ({ code });

    const { data } = await ask(viewer, CREATE, {
      input: {
        name: " ",
        where: {
          and: [condition({ equals: "" }), condition({ contains: "x".repeat(257) })],
          workspaceId: { in: ["nonsense"] },
          finance: { taxNumber: { equals: "--" } },
        },
        order: [{ field: "NAME" }, { field: "NAME" }],
        columns: ["displayName", "a b", "a..b"],
        workspaceId: randomUUID(),
      },
    });

    expect(data.customerViewCreate.customerView).toBeNull();
    expect(data.customerViewCreate.userErrors.map(({ path }: { path: string[] }) => path.join("."))).toEqual([
      "name",
      "where.workspaceId.in",
      "where.finance.taxNumber.equals",
      "where.and.0.code.equals",
      "where.and.1.code.contains",
      "order",
      "columns.1",
      "columns.2",
      "workspaceId",
    ]);
  });

  it.each([
    ["61 conditions", { where: { or: Array.from({ length: 61 }, () => ({ code: { equals: "x" } })) } }, "where", "60"],
    ["101 values", { where: { id: { in: Array.from({ length: 101 }, randomUUID) } } }, "where.id.in", "100"],
    ["51 columns", { columns: Array.from({ length: 51 }, () => "id") }, "columns", "50"],
    [
      "5 keys",
      { order: ["NAME", "CREATED_AT", "UPDATED_AT", "SORT_NAME", "HEALTH_SCORE"].map((field) => ({ field })) },
      "order",
      "4",
    ],
  ])("refuses %s", async (_, input, path, max) => {
    const [error, ...more] = (await created(given.tenant(), { name: "Too much", ...input })).userErrors;

    expect(more).toEqual([]);
    expect({ ...error, path: error.path.join(".") }).toMatchObject({ code: "INVALID", path, params: { max } });
  });

  it("refuses texts that cannot be stored", async () => {
    const { userErrors } = await created(given.tenant(), { name: "Half", where: { code: { equals: "\ud800" } } });

    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["where", "code", "equals"] }]);
  });

  it("takes a name once per owner, in any case", async () => {
    const { owner, colleague } = office();
    const { id } = await saved(owner, { name: "Mine" });

    expect((await created(owner, { name: "mINE" })).userErrors).toMatchObject([
      { code: "TAKEN", path: ["name"], existing: { __typename: "CustomerView", id, name: "Mine" } },
    ]);
    expect((await saved(colleague, { name: "Mine" })).name).toBe("Mine");
  });

  it("shares with a workspace of the viewer's only, and needs customers:write to share at all", async () => {
    const { owner, workspace } = office();
    const elsewhere = randomUUID();

    expect((await created(owner, { name: "A", sharing: "WORKSPACE" })).userErrors).toMatchObject([
      { code: "REQUIRED", path: ["workspaceId"] },
    ]);
    expect(
      (await created(owner, { name: "A", sharing: "WORKSPACE", workspaceId: elsewhere })).userErrors,
    ).toMatchObject([{ code: "NOT_FOUND", path: ["workspaceId"] }]);
    expect(await saved(owner, { name: "A", sharing: "WORKSPACE", workspaceId: workspace.toUpperCase() })).toMatchObject(
      {
        sharing: "WORKSPACE",
        workspaceId: workspace,
      },
    );
    const reader = without(owner, "customers:write");
    expect((await ask(reader, CREATE, { input: { name: "B", sharing: "TENANT" } })).errors).toMatchObject([
      { message: "input.sharing: TENANT needs the scope customers:write.", extensions: { code: "FORBIDDEN" } },
    ]);
    expect((await saved(reader, { name: "B" })).sharing).toBe("ONLY_ME");
  });

  it("demands the scopes of conditions and order", async () => {
    const viewer = given.tenant();
    const save = async (scope: string, input: object) =>
      (await ask(without(viewer, scope), CREATE, { input: { name: "Secret", ...input } })).errors[0]?.message;

    expect(await save("finance:read", { where: { not: { finance: { creditLimit: { gt: "1" } } } } })).toBe(
      "input.where needs the scope finance:read.",
    );
    expect(await save("contacts:read", { where: { address: { city: { equals: "Oslo" } } } })).toBe(
      "input.where needs the scope contacts:read.",
    );
    expect(await save("internal:read", { where: { relationship: { internalNote: { isSet: true } } } })).toBe(
      "input.where needs the scope internal:read.",
    );
    expect(await save("finance:read", { order: [{ field: "CREDIT_LIMIT" }] })).toBe(
      "input.order: CREDIT_LIMIT needs the scope finance:read.",
    );
    expect(await viewNames(viewer)).toEqual([]);
  });
});

describe("Mutation.customerViewUpdate", () => {
  it("changes given fields, and counts the version only if something differs", async () => {
    const viewer = given.tenant();
    const { id } = await saved(viewer, { name: "Old", where: { code: { equals: "x" } }, order: [{ field: "NAME" }] });

    const same = await changed(viewer, { id, name: "Old", where: { code: { equals: "x" } }, order: [{}] });
    const next = await changed(viewer, { id, name: "New", order: null, expectedVersion: 1 });

    expect(same).toMatchObject({ customerView: { version: 1 }, userErrors: [] });
    expect(next.customerView).toMatchObject({ name: "New", where: { code: { equals: "x" } }, order: [], version: 2 });
    expect((await changed(viewer, { id, name: "Newer", expectedVersion: 1 })).userErrors).toMatchObject([
      { code: "CONFLICT", path: ["expectedVersion"], params: { allowed: ["2"], actual: "1" } },
    ]);
    expect((await changed(viewer, { id, name: null, sharing: null })).userErrors).toMatchObject([
      { code: "REQUIRED", path: ["name"] },
      { code: "REQUIRED", path: ["sharing"] },
    ]);
  });

  it("is for who saved the view and for administrators who see it", async () => {
    const { owner, colleague, other, administrator, stranger, workspace } = office();
    const { id } = await saved(owner, { name: "Ours", sharing: "WORKSPACE", workspaceId: workspace });
    const { id: secret } = await saved(owner, { name: "Mine" });
    const codeFor = async (viewer: Viewer, view = id) => {
      const change = (await changed(viewer, { id: view, columns: [viewer.subject] })).userErrors[0]?.code;
      if (viewer === administrator || viewer === owner) return change;
      const { data } = await ask(viewer, DELETE, { input: { id: view } });
      expect(data.customerViewDelete.userErrors[0]?.code).toBe(change);
      return change;
    };

    expect(await codeFor(colleague)).toBe("NOT_ALLOWED");
    expect(await codeFor(other)).toBe("NOT_FOUND");
    expect(await codeFor(stranger)).toBe("NOT_FOUND");
    expect(await codeFor(colleague, secret)).toBe("NOT_FOUND");
    expect(await codeFor(administrator, secret)).toBe("NOT_FOUND");
    expect(await codeFor(administrator)).toBeUndefined();
    expect(await codeFor(owner)).toBeUndefined();

    const taken = await changed(administrator, { id, name: "mine" });
    expect(taken.userErrors).toMatchObject([{ code: "TAKEN", path: ["name"], existing: null }]);
  });

  it("moves a view between those it is shared with", async () => {
    const { owner, workspace } = office();
    const { id } = await saved(owner, { name: "Ours", sharing: "WORKSPACE", workspaceId: workspace });
    const sharedAfter = async (fields: object) => {
      const { customerView, userErrors } = await changed(owner, { id, ...fields });
      expect(userErrors).toEqual([]);
      return [customerView.sharing, customerView.workspaceId];
    };

    expect(await sharedAfter({ name: "Still ours" })).toEqual(["WORKSPACE", workspace]);
    expect(await sharedAfter({ sharing: "TENANT" })).toEqual(["TENANT", null]);
    expect((await changed(owner, { id, workspaceId: workspace })).userErrors).toMatchObject([
      { path: ["workspaceId"] },
    ]);
    expect(await sharedAfter({ sharing: "ONLY_ME" })).toEqual(["ONLY_ME", null]);
  });
});

describe("Mutation.customerViewDelete", () => {
  it("deletes the version that was read", async () => {
    const viewer = given.tenant();
    const { id } = await saved(viewer, { name: "Gone" });
    const remove = async (input: object) =>
      (await ask(viewer, DELETE, { input: { id, ...input } })).data.customerViewDelete;

    expect(await remove({ expectedVersion: 7 })).toMatchObject({
      deletedCustomerViewId: null,
      userErrors: [{ code: "CONFLICT" }],
    });
    expect(await remove({ expectedVersion: 1 })).toEqual({ deletedCustomerViewId: id, userErrors: [] });
    expect(await remove({})).toMatchObject({ userErrors: [{ code: "NOT_FOUND", path: ["id"] }] });
    expect(await viewNames(viewer)).toEqual([]);
  });
});

describe("Query.customerViews", () => {
  it("lists those that the viewer may see, by name, page by page", async () => {
    const { owner, colleague, other, administrator, stranger, workspace } = office();
    await saved(owner, { name: "B ours", sharing: "WORKSPACE", workspaceId: workspace });
    await saved(owner, { name: "C all", sharing: "TENANT" });
    await saved(owner, { name: "A mine" });

    expect(await viewNames(owner)).toEqual(["A mine", "B ours", "C all"]);
    expect(await viewNames(colleague)).toEqual(["B ours", "C all"]);
    expect(await viewNames(administrator)).toEqual(["B ours", "C all"]);
    expect(await viewNames(other)).toEqual(["C all"]);
    expect(await viewNames(stranger)).toEqual([]);

    const { data, statements } = await ask(owner, VIEWS, { first: 2 });
    expect(data.customerViews).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(statements).toHaveLength(2);
    expect(await viewNames(owner, { first: 2, after: data.customerViews.pageInfo.endCursor })).toEqual(["C all"]);
  });

  it("sorts names as people do, on every page", async () => {
    const viewer = given.tenant();
    for (const name of ["Zebra", "äpfel", "Apfel"]) await saved(viewer, { name });

    const { data } = await ask(viewer, VIEWS, { first: 2 });
    const after = data.customerViews.pageInfo.endCursor;

    expect(data.customerViews.nodes).toEqual([{ name: "Apfel" }, { name: "äpfel" }]);
    expect(await viewNames(viewer, { first: 2, after })).toEqual(["Zebra"]);
  });

  it("and Query.node find a view by the same rule", async () => {
    const { owner, colleague, stranger, workspace } = office();
    const { id } = await saved(owner, { name: "Ours", sharing: "WORKSPACE", workspaceId: workspace });
    const { id: secret } = await saved(owner, { name: "Mine" });

    const { data, statements } = await ask(colleague, NODE, { id });

    expect(data.node).toEqual({ __typename: "CustomerView", id, name: "Ours", where: {}, actor: { subject: "owner" } });
    expect(data.nodes).toEqual([{ id }]);
    expect(statements).toHaveLength(2);
    expect((await ask(colleague, NODE, { id: secret })).data).toEqual({ node: null, nodes: [null] });
    expect((await ask(stranger, NODE, { id })).data).toEqual({ node: null, nodes: [null] });
  });
});
