import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";
import { asAdmin } from "../../support/tenancy/tables.ts";
import { saved, without } from "../../support/views.ts";

const LIST = `query ($viewId: ID, $where: CustomerCondition, $order: [CustomerOrder!], $includeInactive: Boolean, $first: Int, $after: String) {
  customers(viewId: $viewId, where: $where, order: $order, includeInactive: $includeInactive, first: $first, after: $after) {
    totalCount nodes { displayName } pageInfo { endCursor } } }`;

const GROUPS = `query ($viewId: ID, $where: CustomerCondition) {
  customerGroups(viewId: $viewId, where: $where, by: [STATUS]) { values count } }`;

const VIEW = `query ($id: ID!) { node(id: $id) { ... on CustomerView { name where order { field } columns } } }`;

const names = async (viewer: Viewer, variables: object): Promise<string[]> => {
  const { data, errors } = await ask(viewer, LIST, { ...variables });
  expect(errors).toEqual([]);
  const found = data.customers.nodes.map(({ displayName }: { displayName: string }) => displayName);
  expect(data.customers.totalCount).toBe(found.length);
  return found;
};

const messages = async (viewer: Viewer, variables: object, text = LIST) =>
  (await ask(viewer, text, { ...variables })).errors.map(({ message, extensions }) => [extensions.code, message]);

/** Four customers: three leads, one of which is inactive, and one at another stage. */
const shop = async () => {
  const viewer = given.tenant();
  const customer = (displayName: string, healthScore: number, more: object = {}) =>
    given.customer(viewer, { displayName, relationship: { funnelStage: "LEAD", healthScore }, ...more });
  await customer("Ada", 10, { finance: { creditLimit: { amount: "500", currencyCode: "EUR" } } });
  await customer("Bea", 20);
  await customer("Cleo", 30, { status: "INACTIVE" });
  await given.customer(viewer, { displayName: "Dora" });
  return viewer;
};

const LEADS = { relationship: { funnelStage: { in: ["LEAD"] } } };
const HEALTHIEST = [{ field: "HEALTH_SCORE", direction: "DESC" }];

describe("Query.customers with a view", () => {
  it("lists by its conditions and those of the request, in its order or that of the request", async () => {
    const viewer = await shop();
    const { id: viewId } = await saved(viewer, { name: "Leads", where: LEADS, order: HEALTHIEST });

    expect(await names(viewer, { viewId })).toEqual(["Bea", "Ada"]);
    expect(await names(viewer, { viewId: viewId.toUpperCase(), where: { displayName: { equals: "ada" } } })).toEqual([
      "Ada",
    ]);
    expect(await names(viewer, { viewId, where: { displayName: { equals: "Dora" } } })).toEqual([]);
    expect(await names(viewer, { viewId, order: [{ field: "NAME" }] })).toEqual(["Ada", "Bea"]);
    expect(await names(viewer, { viewId: null, where: LEADS })).toEqual(["Ada", "Bea"]);
  });

  it("includes inactive customers if the view says so, or the request, or a condition on the status", async () => {
    const viewer = await shop();
    const { id: active } = await saved(viewer, { name: "Active", where: LEADS });
    const { id: all } = await saved(viewer, { name: "All", where: LEADS, includeInactive: true });
    const { id: byStatus } = await saved(viewer, { name: "Status", where: { status: { in: ["INACTIVE"] } } });

    expect(await names(viewer, { viewId: active, includeInactive: true })).toEqual(["Ada", "Bea", "Cleo"]);
    expect(await names(viewer, { viewId: all, includeInactive: false })).toEqual(["Ada", "Bea", "Cleo"]);
    expect(await names(viewer, { viewId: byStatus })).toEqual(["Cleo"]);
  });

  it("is what customerGroups counts", async () => {
    const viewer = await shop();
    const { id: viewId } = await saved(viewer, { name: "All", where: LEADS, includeInactive: true });

    const { data } = await ask(viewer, GROUPS, { viewId, where: { displayName: { startsWith: "c" } } });

    expect(data.customerGroups).toEqual([{ values: ["INACTIVE"], count: 1 }]);
    expect((await ask(viewer, GROUPS, { viewId })).data.customerGroups).toEqual([
      { values: ["ACTIVE"], count: 2 },
      { values: ["INACTIVE"], count: 1 },
    ]);
  });

  it("asks for the customers of whoever asks, not of whoever saved it", async () => {
    const viewer = await shop();
    const { data } = await ask(viewer, `mutation { employeeCreate(input: { name: "Ada" }) { employee { id } } }`);
    const employee = data.employeeCreate.employee.id;
    await given.customer(viewer, { displayName: "Hers", relationship: { accountManagerId: employee } });
    const { id: viewId } = await saved(viewer, { name: "Mine", where: { isMine: true }, sharing: "TENANT" });

    expect(await names(viewer, { viewId })).toEqual([]);
    expect(await names({ ...viewer, subject: employee }, { viewId })).toEqual(["Hers"]);
  });

  it.each([1, 10, 1_000])("reads the view with one statement, whatever %i customers it finds", async (count) => {
    const viewer = given.tenant();
    await given.customers(viewer, count);
    const { id: viewId } = await saved(viewer, { name: "All", where: { displayName: { contains: "Customer" } } });

    const { data, statements } = await ask(viewer, LIST, { viewId, first: 100 });

    expect(data.customers).toMatchObject({ totalCount: count });
    expect(statements).toHaveLength(4);
    expect(statements.filter(({ name }) => name === "directory_views_by_ids")).toHaveLength(1);
    expect((await ask(viewer, GROUPS, { viewId })).statements).toHaveLength(2);
  });

  it("refuses the cursor of a list in another order", async () => {
    const viewer = await shop();
    const { id: healthy } = await saved(viewer, { name: "Healthy", order: HEALTHIEST });
    const { id: newest } = await saved(viewer, { name: "Newest", order: [{ field: "CREATED_AT", direction: "DESC" }] });

    const after = (await ask(viewer, LIST, { viewId: healthy, first: 1 })).data.customers.pageInfo.endCursor;

    expect((await ask(viewer, LIST, { viewId: healthy, after })).data.customers.nodes).toHaveLength(2);
    const message = "after: the cursor is not of a list in the order CREATED_AT DESC. Begin the list anew.";
    expect(await messages(viewer, { viewId: newest, after })).toEqual([["BAD_USER_INPUT", message]]);
  });

  it("has no more conditions than a list, with those of the request", async () => {
    const viewer = given.tenant();
    const many = { or: Array.from({ length: 31 }, () => ({ code: { equals: "x" } })) };
    const { id: viewId } = await saved(viewer, { name: "Many", where: many });

    const message = "where: 62 conditions, with those of the view, are too many. Give at most 60.";
    expect(await messages(viewer, { viewId, where: many })).toEqual([["BAD_USER_INPUT", message]]);
    expect(await names(viewer, { viewId })).toEqual([]);
  });
});

describe("A view that the viewer does not see", () => {
  it("is refused like one that does not exist, in lists and groups", async () => {
    const workspace = randomUUID();
    const owner = given.tenant({ workspaceIds: [workspace], workspaceId: workspace });
    const { id: viewId } = await saved(owner, { name: "Ours", sharing: "WORKSPACE", workspaceId: workspace });
    const { id: mine } = await saved(owner, { name: "Mine" });
    const refused = (id: string) => [["BAD_USER_INPUT", `viewId: there is no view "${id}".`]];

    const elsewhere = { ...owner, subject: "other", workspaceIds: [] };
    const colleague = { ...owner, subject: "colleague" };
    for (const text of [LIST, GROUPS]) {
      expect(await messages(colleague, { viewId }, text)).toEqual([]);
      expect(await messages(elsewhere, { viewId }, text)).toEqual(refused(viewId));
      expect(await messages(colleague, { viewId: mine }, text)).toEqual(refused(mine));
      expect(
        await messages({ ...given.tenant(), subject: owner.subject, workspaceIds: [workspace] }, { viewId }, text),
      ).toEqual(refused(viewId));
      expect(await messages(owner, { viewId: randomUUID().slice(1) }, text)).toHaveLength(1);
      expect(await messages(owner, { viewId: "nonsense" }, text)).toEqual(refused("nonsense"));
    }
  });
});

describe("A shared view with conditions that need a scope", () => {
  it("is refused for viewers without it, who learn nothing of the conditions either", async () => {
    const owner = await shop();
    const where = { or: [{ finance: { creditLimit: { gt: "400" } } }] };
    const { id: viewId } = await saved(owner, { name: "Big", where, columns: ["displayName"], sharing: "TENANT" });
    const reader = { ...without(owner, "finance:read"), subject: "reader" };

    expect(await names({ ...owner, subject: "colleague" }, { viewId })).toEqual(["Ada"]);
    const forbidden = [["FORBIDDEN", "viewId: the view needs the scope finance:read."]];
    expect(await messages(reader, { viewId })).toEqual(forbidden);
    expect(await messages(reader, { viewId }, GROUPS)).toEqual(forbidden);
    const { data, errors } = await ask(reader, VIEW, { id: viewId });
    expect(errors).toEqual([]);
    expect(data.node).toEqual({ name: "Big", where: null, order: [], columns: ["displayName"] });
  });

  it.each([
    ["contacts:read", { contact: { name: { isSet: true } } }],
    ["contacts:read", { not: { primaryEmail: { isSet: true } } }],
    ["internal:read", { and: [{ relationship: { internalNote: { contains: "x" } } }] }],
  ])("needs %s for %j", async (scope, where) => {
    const owner = given.tenant();
    const { id: viewId } = await saved(owner, { name: "Secret", where, sharing: "TENANT" });
    const reader = without(owner, scope);

    expect(await messages(reader, { viewId })).toEqual([["FORBIDDEN", `viewId: the view needs the scope ${scope}.`]]);
    expect((await ask(reader, VIEW, { id: viewId })).data.node.where).toBeNull();
  });

  it("needs it for its order only if the request has none", async () => {
    const owner = await shop();
    const order = [{ field: "CREDIT_LIMIT" }];
    const { id: viewId } = await saved(owner, { name: "By credit", where: LEADS, order, sharing: "TENANT" });
    const reader = without(owner, "finance:read");

    expect(await messages(reader, { viewId })).toEqual([
      ["FORBIDDEN", "viewId: the order of the view: CREDIT_LIMIT needs the scope finance:read."],
    ]);
    expect(await names(reader, { viewId, order: [{ field: "NAME" }] })).toEqual(["Ada", "Bea"]);
  });
});

describe("A view that was saved under an older schema", () => {
  const outdate = async (column: string, value: unknown, scopes?: string) => {
    const viewer = await shop();
    const { id: viewId } = await saved(viewer, { name: "Old", where: LEADS, sharing: "TENANT" });
    await asAdmin(`update directory.customer_view set ${column} = $3 where tenant_id = $1 and id = $2`, [
      viewer.tenantId,
      viewId,
      JSON.stringify(value),
    ]);
    return { viewer: scopes ? without(viewer, scopes) : viewer, viewId };
  };

  it.each([
    [{ color: { equals: "red" } }, 'where: Field "color" is not defined by type "CustomerCondition".'],
    [{ or: [{ relationship: { funnelStage: { in: ["CHILD"] } } }] }, "where.or.0.relationship.funnelStage.in.0: "],
    [{ code: { contains: "x".repeat(300) } }, "where.code.contains: 300 letters are too many."],
  ])("is refused by its name and the field %j", async (condition, told) => {
    const { viewer, viewId } = await outdate("condition", condition);

    const [[code, message] = [], ...more] = await messages(viewer, { viewId });

    expect(more).toEqual([]);
    expect(code).toBe("BAD_USER_INPUT");
    expect(message).toContain(`The view "Old", ${viewId}, can no longer be used. ${told}`);
    expect((await ask(viewer, VIEW, { id: viewId })).data.node.where).toEqual(condition);
  });

  it("tells nothing of a condition to viewers without its scope", async () => {
    const { viewer, viewId } = await outdate("condition", { finance: { rating: { equals: "AAA" } } }, "finance:read");

    expect(await messages(viewer, { viewId })).toEqual([
      ["FORBIDDEN", "viewId: the view needs the scope finance:read."],
    ]);
    expect((await ask(viewer, VIEW, { id: viewId })).data.node.where).toBeNull();
  });

  it("is read without its order, and listed in another", async () => {
    const { viewer, viewId } = await outdate("sort_order", [{ field: "SHOE_SIZE", direction: "ASC" }]);

    const { data, errors } = await ask(viewer, VIEW, { id: viewId });

    expect(data.node).toMatchObject({ name: "Old", order: null });
    expect(errors[0]?.message).toContain('The view "Old", ');
    expect(errors[0]?.message).toContain("order.0.field: ");
    expect(await messages(viewer, { viewId })).toHaveLength(1);
    expect(await names(viewer, { viewId, order: [{ field: "NAME" }] })).toEqual(["Ada", "Bea"]);
  });
});
