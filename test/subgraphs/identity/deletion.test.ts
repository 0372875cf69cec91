import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { touch } from "../../../subgraphs/common/touch.ts";
import { deleteIdentity, type Restore, restoreIdentity } from "../../../subgraphs/identity/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const remove = (viewer: Viewer, id: string): Promise<void> =>
  testDatabase.session(viewer.tenantId).write(async (manager) => {
    await touch(manager, viewer, id);
    await deleteIdentity(manager, viewer, id);
  });

const restore = (viewer: Viewer, customerId: string, rest: Partial<Restore> = {}): Promise<string> =>
  testDatabase.session(viewer.tenantId).write((manager) => restoreIdentity(manager, viewer, { customerId, ...rest }));

const FIELDS = "id version status recordStatus transactionStatus isActive canTransact deletedAt";

const seen = async (viewer: Viewer, id: string, includeDeleted = false) =>
  (
    await ask(
      viewer,
      `query ($id: ID!, $includeDeleted: Boolean) { customer(id: $id, includeDeleted: $includeDeleted) { ${FIELDS} } }`,
      { id, includeDeleted },
    )
  ).data.customer;

const deleted = async (viewer: Viewer) =>
  (await ask(viewer, "{ deletedCustomers { totalCount nodes { id deletedAt displayName } } }")).data.deletedCustomers;

const refusal = (code: string, message: string) => ({
  userErrors: [{ code, path: ["customerId"], message: expect.stringContaining(message) }],
});

describe("deleteIdentity", () => {
  it("removes the customer from every read, and keeps the party", async () => {
    const viewer = given.tenant();
    const [parentId, id] = (await given.chain(viewer, "Parent", "Child")) as [string, string];
    await given.customer(viewer, {
      accountNumber: "A",
      externalIdentifiers: [{ source: "NETSUITE", externalId: "1" }],
    });
    const { data: before } = await ask(viewer, "query ($id: ID!) { customer(id: $id) { party { id } } }", { id });

    await remove(viewer, id);
    const { data } = await ask(
      viewer,
      `query ($id: ID!, $parentId: ID!, $party: ID!) {
        customer(id: $id) { id }
        customersById(ids: [$id]) { id }
        parent: customer(id: $parentId) { children { totalCount nodes { id } } descendants { depth } }
        party(id: $party) { displayName customers { totalCount nodes { id } } }
        customers(filter: { nameContains: "Child", includeInactive: true }) { nodes { id } }
      }`,
      { id, parentId, party: before.customer.party.id },
    );

    expect(data).toEqual({
      customer: null,
      customersById: [null],
      parent: { children: { totalCount: 0, nodes: [] }, descendants: [] },
      party: { displayName: "Child", customers: { totalCount: 0, nodes: [] } },
      customers: { nodes: [] },
    });
  });

  it("removes the customer from the look-ups", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      accountNumber: "A-1",
      externalIdentifiers: [{ source: "NETSUITE", externalId: "1" }],
    });

    await remove(viewer, id);
    const { data } = await ask(
      viewer,
      `{ customerByExternalId(source: NETSUITE, externalId: "1", includeInactive: true) { id }
         customersByAccountNumber(accountNumber: "A-1", includeInactive: true) { id } }`,
    );

    expect(data).toEqual({ customerByExternalId: null, customersByAccountNumber: [] });
  });

  it("shows deleted customers to those who may restore them, and to nobody else", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const [id, local] = [await given.customer(viewer), await given.customer(member)];
    await remove(viewer, id);
    await remove(member, local);

    const shown = await seen(viewer, id, true);
    const reader = { ...viewer, scopes: new Set(["customers:read"] as const) };
    const byReader = await ask(reader, "query ($id: ID!) { customer(id: $id, includeDeleted: true) { id } }", { id });
    const listByReader = await ask(reader, "{ deletedCustomers { totalCount } }");

    expect(shown).toEqual({
      id,
      version: 2,
      status: "ACTIVE",
      recordStatus: "ACTIVE",
      transactionStatus: "INACTIVE",
      isActive: true,
      canTransact: false,
      deletedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await deleted(viewer)).toMatchObject({ totalCount: 1, nodes: [{ id, deletedAt: shown.deletedAt }] });
    expect((await deleted(member)).nodes.map((node: { id: string }) => node.id)).toEqual([local, id]);
    expect(await seen(given.tenant(), id, true)).toBeNull();
    expect(await deleted(given.tenant())).toEqual({ totalCount: 0, nodes: [] });
    expect(byReader.errors).toMatchObject([{ path: ["customer"], extensions: { code: "FORBIDDEN" } }]);
    expect(listByReader.errors).toMatchObject([{ path: ["deletedCustomers"], extensions: { code: "FORBIDDEN" } }]);
  });

  it("lists deleted customers in pages, latest first", async () => {
    const viewer = given.tenant();
    const ids: string[] = [];
    for (const displayName of ["a", "b", "c"]) ids.push(await given.customer(viewer, { displayName }));
    for (const id of ids) await remove(viewer, id);
    const PAGE = `query ($after: String) { deletedCustomers(first: 2, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`;

    const first = (await ask(viewer, PAGE)).data.deletedCustomers;
    const second = (await ask(viewer, PAGE, { after: first.pageInfo.endCursor })).data.deletedCustomers;

    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids.toReversed());
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it("refuses a customer with children until they are moved or deleted", async () => {
    const viewer = given.tenant();
    const [id, child] = (await given.chain(viewer, "Parent", "Child")) as [string, string];
    const second = await given.customer(viewer, { parentId: id });

    await expect(remove(viewer, id)).rejects.toMatchObject(
      refusal("NOT_ALLOWED", "are 2 other customers directly below this one. Move or delete them"),
    );
    await remove(viewer, second);
    await expect(remove(viewer, id)).rejects.toMatchObject(
      refusal("NOT_ALLOWED", "is another customer directly below this one. Move or delete it"),
    );
    expect(await seen(viewer, id)).toMatchObject({ version: 1, deletedAt: null });
    await remove(viewer, child);
    await remove(viewer, id);

    expect(await seen(viewer, id)).toBeNull();
  });

  it("never leaves a customer below a deleted one, whichever comes first", async () => {
    for (let round = 0; round < 10; round += 1) {
      const viewer = given.tenant();
      const [parentId, customerId] = [await given.customer(viewer), await given.customer(viewer)];
      const SET = `mutation ($input: CustomerParentSetInput!) {
        customerParentSet(input: $input) { userErrors { code } } }`;

      const [moved] = await Promise.all([
        ask(viewer, SET, { input: { customerId, parentId } }),
        remove(viewer, parentId).catch(() => undefined),
      ]);

      const isMoved = moved.data.customerParentSet.userErrors.length === 0;
      expect((await seen(viewer, parentId)) !== null).toBe(isMoved);
    }
  });

  it("hides the customer from every other command, and its ids stay taken", async () => {
    const viewer = given.tenant();
    const externalIdentifiers = [{ source: "NETSUITE", externalId: "1" }] as const;
    const [id, other] = [await given.customer(viewer, { externalIdentifiers }), await given.customer(viewer)];
    await remove(viewer, id);

    const change = await ask(
      viewer,
      `mutation ($id: ID!) { customerStatusSet(input: { customerId: $id, status: INACTIVE }) { userErrors { code } } }`,
      { id },
    );
    const link = await ask(
      viewer,
      `mutation ($id: ID!) {
        customerExternalIdentifierSet(input: { customerId: $id, source: NETSUITE, externalId: "1" }) {
          userErrors { code message existing { id ... on Customer { deletedAt } } }
        }
        customerParentSet(input: { customerId: $id, parentId: "${id}" }) { userErrors { code path } }
      }`,
      { id: other },
    );

    await expect(remove(viewer, id)).rejects.toMatchObject(refusal("NOT_FOUND", "There is no customer"));
    expect(change.data.customerStatusSet.userErrors).toEqual([{ code: "NOT_FOUND" }]);
    expect(link.data).toEqual({
      customerExternalIdentifierSet: {
        userErrors: [
          {
            code: "TAKEN",
            message: '"1" of NETSUITE belongs to a deleted customer. Restore that one, or give another id.',
            existing: { id, deletedAt: expect.any(String) },
          },
        ],
      },
      customerParentSet: { userErrors: [{ code: "NOT_FOUND", path: ["parentId"] }] },
    });
  });
});

describe("restoreIdentity", () => {
  it("restores a deleted customer as it was, with its parent and its ids", async () => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer);
    const externalIdentifiers = [{ source: "NETSUITE", externalId: "1" }] as const;
    const id = await given.customer(viewer, { parentId, externalIdentifiers, status: "SUSPENDED" });
    await remove(viewer, id);

    await restore(viewer, id, { expectedVersion: 2 });
    const { data } = await ask(
      viewer,
      "query ($id: ID!) { customer(id: $id) { version status deletedAt parent { id } externalIdentifiers { externalId } } }",
      { id },
    );

    expect(data.customer).toEqual({
      version: 3,
      status: "SUSPENDED",
      deletedAt: null,
      parent: { id: parentId },
      externalIdentifiers: [{ externalId: "1" }],
    });
  });

  it.each([
    ["ACTIVE", {}, "ACTIVE"],
    ["INACTIVE", { status: "INACTIVE" }, "INACTIVE"],
  ] as const)("restores an archived customer as %s", async (_, wish, status) => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { status: "ARCHIVED" });

    await restore(viewer, id, wish);

    expect(await seen(viewer, id)).toMatchObject({ version: 2, status });
  });

  it("gives a deleted customer the requested status, and leaves an archived one archived without one", async () => {
    const viewer = given.tenant();
    const [churned, archived] = [
      await given.customer(viewer, { status: "CHURNED" }),
      await given.customer(viewer, { status: "ARCHIVED" }),
    ];
    await remove(viewer, churned);
    await remove(viewer, archived);

    await restore(viewer, churned, { status: "INACTIVE" });
    await restore(viewer, archived);

    expect(await seen(viewer, churned)).toMatchObject({ status: "INACTIVE", deletedAt: null });
    expect(await seen(viewer, archived)).toMatchObject({ status: "ARCHIVED", deletedAt: null });
  });

  it("refuses what is neither deleted nor archived, a stale version, and what is not the viewer's", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const [live, gone, local] = [
      await given.customer(viewer),
      await given.customer(viewer),
      await given.customer(member),
    ];
    await remove(viewer, gone);
    await remove(member, local);

    await expect(restore(viewer, live)).rejects.toMatchObject(refusal("NOT_ALLOWED", "neither deleted nor archived"));
    await expect(restore(viewer, gone, { expectedVersion: 1 })).rejects.toMatchObject({
      userErrors: [{ code: "CONFLICT", path: ["expectedVersion"], customer: { id: gone } }],
    });
    for (const [who, id] of [
      [viewer, local],
      [viewer, "one"],
      [viewer, randomUUID()],
      [given.tenant(), gone],
    ] as const) {
      await expect(restore(who, id)).rejects.toMatchObject(refusal("NOT_FOUND", "There is no customer"));
    }
    expect(await seen(viewer, live)).toMatchObject({ version: 1 });
    expect(await seen(viewer, gone, true)).toMatchObject({ version: 2, deletedAt: expect.any(String) });
  });

  it("requires a deleted parent to be restored first", async () => {
    const viewer = given.tenant();
    const [parent, child] = (await given.chain(viewer, "Parent", "Child")) as [string, string];
    await remove(viewer, child);
    await remove(viewer, parent);

    await expect(restore(viewer, child)).rejects.toMatchObject(
      refusal("NOT_ALLOWED", "The customer above it is deleted. Restore that one first."),
    );
    await restore(viewer, parent);
    await restore(viewer, child);

    expect(await seen(viewer, child)).toMatchObject({ deletedAt: null });
  });
});
