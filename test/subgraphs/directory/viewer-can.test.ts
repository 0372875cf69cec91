import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

/** Each permission by its name in `viewerCan`, with the mutation it allows. */
const ACTS = {
  update: 'customerUpdate(input: { customerId: $id, code: "C-1" }) { userErrors { message } }',
  delete: "customerDelete(input: { customerId: $id }) { userErrors { message } }",
  restore: "customerRestore(input: { customerId: $id }) { userErrors { message } }",
  "changeStatus(to: INACTIVE)":
    "customerStatusSet(input: { customerId: $id, status: INACTIVE }) { userErrors { message } }",
  "changeStatus(to: SUSPENDED)":
    "customerStatusSet(input: { customerId: $id, status: SUSPENDED }) { userErrors { message } }",
  changeVisibility:
    "customerVisibilitySet(input: { customerId: $id, visibilityMode: GLOBAL }) { userErrors { message } }",
  changeParent: "customerParentSet(input: { customerId: $id, parentId: null }) { userErrors { message } }",
  changeFunnelStage: "customerFunnelStageSet(input: { customerId: $id, funnelStage: LEAD }) { userErrors { message } }",
  addRecords: 'customerNoteCreate(input: { customerId: $id, text: "Called." }) { userErrors { message } }',
  editContacts: 'customerContactCreate(input: { customerId: $id, name: "Ada" }) { userErrors { message } }',
  editFinance: 'creditLimitSet(input: { customerId: $id, creditLimit: { amount: "5" } }) { userErrors { message } }',
} as const;

const READS = {
  readContacts: "contacts { nodes { id } }",
  readFinance: "finance { taxExempt }",
  readInternalNote: "relationship { internalNote }",
} as const;

const STATES = {
  active: "",
  inactive: "status = 'INACTIVE'",
  churned: "status = 'CHURNED'",
  archived: "status = 'ARCHIVED'",
  deleted: "deleted_at = now()",
} as const;

type Act = keyof typeof ACTS;
type State = keyof typeof STATES;

/**
 * Four viewers of one tenant: three in the customer's workspace, with all scopes and with few, and
 * one in the workspace it is shared with.
 */
const people = () => {
  const [here, there] = [randomUUID(), randomUUID()];
  const member = given.tenant({ workspaceIds: [here], workspaceId: here });
  return {
    here,
    there,
    member,
    writer: { ...member, scopes: new Set(["customers:read", "customers:write"]) },
    reader: { ...member, scopes: new Set(["customers:read", "finance:read"]) },
    neighbour: { ...member, workspaceIds: [there], workspaceId: there },
  };
};

/** A customer in some state, shared by the member's workspace with the neighbour's. */
const customerIn = async ({ member, there }: ReturnType<typeof people>, state: State): Promise<string> => {
  const id = await given.customer(member, { visibilityMode: "SHARED", sharedWithWorkspaceIds: [there] });
  const change = STATES[state];
  if (change) {
    await testDatabase
      .session(member.tenantId)
      .write((manager) =>
        manager.query(`update identity.customer set ${change} where tenant_id = $1 and id = $2`, [member.tenantId, id]),
      );
  }
  return id;
};

const permissionOf = async (viewer: Viewer, id: string, act: string) => {
  const includeDeleted = viewer.scopes.has("customers:write");
  const text = `query ($id: ID!, $includeDeleted: Boolean!) { customer(id: $id, includeDeleted: $includeDeleted) {
    viewerCan { it: ${act} { isAllowed reason } } } }`;
  const { data, errors } = await ask(viewer, text, { id, includeDeleted });
  expect(errors).toEqual([]);
  return data.customer?.viewerCan.it;
};

/** Why the mutation is refused; null if it is not. */
const refusalOf = async (viewer: Viewer, id: string, act: Act): Promise<string | null> => {
  const { data, errors } = await ask(viewer, `mutation ($id: ID!) { it: ${ACTS[act]} }`, { id });
  return errors[0]?.message ?? data.it.userErrors[0]?.message ?? null;
};

describe.each(Object.keys(STATES) as State[])("Customer.viewerCan of a customer that is %s", (state) => {
  it.each(Object.keys(ACTS) as Act[])("says of each viewer what the mutation then does: %s", async (act) => {
    const all = people();

    for (const who of ["member", "writer", "reader", "neighbour"] as const) {
      const id = await customerIn(all, state);
      const permission = await permissionOf(all[who], id, act);
      const refusal = await refusalOf(all[who], id, act);

      if (permission === undefined) expect([who, state]).toEqual(["reader", "deleted"]);
      else expect([who, permission.isAllowed]).toEqual([who, refusal === null]);
      if (permission && state !== "deleted") expect(permission.reason).toBe(refusal);
    }
  });
});

describe("Customer.viewerCan", () => {
  it.each(Object.entries(READS))("says what can be read: %s", async (act, text) => {
    const all = people();
    const id = await customerIn(all, "active");

    for (const who of ["member", "writer", "reader"] as const) {
      const { isAllowed } = await permissionOf(all[who], id, act);
      const { errors } = await ask(all[who], `query ($id: ID!) { customer(id: $id) { ${text} } }`, { id });

      expect([who, isAllowed]).toEqual([who, errors.length === 0]);
    }
  });

  it("counts the customers below as the mutation does, and reveals nothing of hidden ones", async () => {
    const all = people();
    const [seen, hidden] = [await customerIn(all, "active"), await customerIn(all, "active")];
    await given.customer(all.neighbour, { parentId: seen, visibilityMode: "GLOBAL" });
    await given.customer(all.neighbour, { parentId: hidden });

    for (const id of [seen, hidden]) {
      const { isAllowed, reason } = await permissionOf(all.member, id, "delete");

      expect(isAllowed).toBe(false);
      expect(await refusalOf(all.member, id, "delete")).toBe(reason);
    }
    expect((await permissionOf(all.member, hidden, "delete")).reason).toContain("in use");
  });

  it("does not restore below a deleted customer", async () => {
    const { member } = people();
    const [parentId, id] = (await given.chain(member, "Parent", "Child")) as [string, string];
    await refusalOf(member, id, "delete");
    await refusalOf(member, parentId, "delete");

    const { isAllowed, reason } = await permissionOf(member, id, "restore");

    expect(isAllowed).toBe(false);
    expect(await refusalOf(member, id, "restore")).toBe(reason);
    expect((await permissionOf(member, parentId, "restore")).isAllowed).toBe(true);
  });

  it("says nothing of a customer that does not exist for the viewer", async () => {
    const all = people();
    const id = await customerIn(all, "active");
    const strangers = [
      { ...all.member, tenantId: randomUUID() },
      { ...all.member, workspaceIds: [], workspaceId: null },
    ];

    for (const stranger of strangers) expect(await permissionOf(stranger, id, "update")).toBeUndefined();
  });
});
