import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const FIELDS = "version visibilityMode workspaceId sharedWithWorkspaceIds";

const SHARE = `mutation ($input: CustomerVisibilitySetInput!) { customerVisibilitySet(input: $input) {
  customer { ${FIELDS} } userErrors { code message path customer { version } params { allowed } }
} }`;

const share = async (viewer: Viewer, input: object) => (await ask(viewer, SHARE, { input })).data.customerVisibilitySet;

const seen = async (viewer: Viewer, id: string) =>
  (await ask(viewer, `query ($id: ID!) { customer(id: $id) { ${FIELDS} } }`, { id })).data.customer;

/** Viewers of one tenant: in one workspace, in another, and in none. */
const people = () => {
  const outsider = given.tenant();
  const [here, there] = [randomUUID(), randomUUID()].sort() as [string, string];
  return {
    here,
    there,
    outsider,
    member: { ...outsider, workspaceIds: [here], workspaceId: here },
    neighbour: { ...outsider, workspaceIds: [there], workspaceId: there },
  };
};

describe("Customer.workspace, sharedWithWorkspaces", () => {
  it("are shown with their names to everyone who sees the customer, and to nobody else", async () => {
    const { here, there, member, neighbour, outsider } = people();
    const id = await given.customer(member, { visibilityMode: "SHARED", sharedWithWorkspaceIds: [there] });
    const name = `mutation { workspaceUpdate(input: { id: "${here}", name: "Counter" }) { userErrors { code } } }`;
    await ask(member, name);
    const text = "query ($id: ID!) { customer(id: $id) { workspace { id name } sharedWithWorkspaces { id name } } }";
    const asked = async (viewer: Viewer) => (await ask(viewer, text, { id })).data.customer;

    const both = { workspace: { id: here, name: "Counter" }, sharedWithWorkspaces: [{ id: there, name: null }] };
    expect(await asked(member)).toEqual(both);
    expect(await asked(neighbour)).toEqual(both);
    expect(await asked(outsider)).toBeNull();
    expect(await asked({ ...member, tenantId: randomUUID() })).toBeNull();
  });
});

describe("Customer.visibilityMode", () => {
  it("defaults to local for a viewer in a workspace, and to global without one", async () => {
    const { here, member, neighbour, outsider } = people();

    const local = await given.customer(member);
    const global = await given.customer(outsider);

    expect(await seen(member, local)).toEqual({
      version: 1,
      visibilityMode: "WORKSPACE_LOCAL",
      workspaceId: here,
      sharedWithWorkspaceIds: [],
    });
    expect(await seen(neighbour, local)).toBeNull();
    expect(await seen(outsider, local)).toBeNull();
    expect(await seen(neighbour, global)).toMatchObject({ visibilityMode: "GLOBAL", workspaceId: null });
  });

  it("applies to the given workspace, if it is one of the viewer's", async () => {
    const { here, there, outsider } = people();
    const viewer = { ...outsider, workspaceIds: [here, there], workspaceId: null };

    const id = await given.customer(viewer, { workspaceId: there.toUpperCase() });

    expect(await seen(viewer, id)).toMatchObject({ visibilityMode: "WORKSPACE_LOCAL", workspaceId: there });
    await expect(given.customer(viewer, { workspaceId: randomUUID() })).rejects.toMatchObject({
      userErrors: [{ code: "NOT_FOUND", path: ["workspaceId"] }],
    });
  });
});

describe("Mutation.customerVisibilitySet", () => {
  it("shares with other workspaces, and revokes that", async () => {
    const { here, there, member, neighbour, outsider } = people();
    const customerId = await given.customer(member);

    const shared = await share(member, {
      customerId,
      visibilityMode: "SHARED",
      sharedWithWorkspaceIds: [there.toUpperCase(), there],
      expectedVersion: 1,
    });
    const whileShared = [await seen(neighbour, customerId), await seen(outsider, customerId)];
    const back = await share(member, { customerId, visibilityMode: "WORKSPACE_LOCAL" });

    expect(shared).toEqual({
      customer: { version: 2, visibilityMode: "SHARED", workspaceId: here, sharedWithWorkspaceIds: [there] },
      userErrors: [],
    });
    expect(whileShared).toMatchObject([{ version: 2 }, null]);
    expect(back.customer).toMatchObject({ version: 3, visibilityMode: "WORKSPACE_LOCAL", sharedWithWorkspaceIds: [] });
    expect(await seen(neighbour, customerId)).toBeNull();
  });

  it("shows it to everyone, and keeps the workspace it belongs to", async () => {
    const { here, member, outsider } = people();
    const customerId = await given.customer(member);

    await share(member, { customerId, visibilityMode: "GLOBAL" });

    expect(await seen(outsider, customerId)).toMatchObject({ visibilityMode: "GLOBAL", workspaceId: here });
  });

  it("gives a customer that belongs to no workspace to the one the viewer acts in", async () => {
    const { here, member, outsider } = people();
    const customerId = await given.customer(outsider);

    const { customer } = await share(member, { customerId, visibilityMode: "WORKSPACE_LOCAL" });

    expect(customer).toMatchObject({ visibilityMode: "WORKSPACE_LOCAL", workspaceId: here });
    expect(await seen(outsider, customerId)).toBeNull();
  });

  it("changes nothing if nothing differs", async () => {
    const { here, there, member } = people();
    const sharing = { visibilityMode: "SHARED", sharedWithWorkspaceIds: [there, here] } as const;
    const customerId = await given.customer(member, sharing);

    const again = await share(member, { customerId, ...sharing, sharedWithWorkspaceIds: [here, there, here] });
    const listLeftOut = await share(member, { customerId, visibilityMode: "SHARED" });

    expect(again).toMatchObject({ customer: { version: 1 }, userErrors: [] });
    expect(listLeftOut).toMatchObject({ customer: { version: 1, sharedWithWorkspaceIds: [here, there] } });
  });

  it("is only for members of its workspace, even if others see it", async () => {
    const { there, member, neighbour, outsider } = people();
    const customerId = await given.customer(member, { visibilityMode: "SHARED", sharedWithWorkspaceIds: [there] });

    const guest = await share(neighbour, { customerId, visibilityMode: "GLOBAL" });
    const stranger = await share(outsider, { customerId, visibilityMode: "GLOBAL" });

    expect(guest).toMatchObject({
      customer: null,
      userErrors: [{ code: "NOT_ALLOWED", path: ["visibilityMode"], params: { allowed: ["SHARED"] } }],
    });
    expect(stranger.userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["customerId"] }]);
    expect(await seen(member, customerId)).toMatchObject({ version: 1, visibilityMode: "SHARED" });
  });

  const refused = [
    [
      "a workspace without there being one",
      "outsider",
      { visibilityMode: "WORKSPACE_LOCAL" },
      "INVALID",
      ["visibilityMode"],
      '"WORKSPACE_LOCAL" is not accepted. You act in no workspace, so give GLOBAL.',
    ],
    [
      "a list for what is not shared",
      "member",
      { visibilityMode: "GLOBAL", sharedWithWorkspaceIds: ["3d7c2f4e-2f4e-4d6b-9d55-7b6f0a4b8e11"] },
      "INVALID",
      ["sharedWithWorkspaceIds"],
      '"3d7c2f4e-2f4e-4d6b-9d55-7b6f0a4b8e11" is not accepted. Only a SHARED customer is shared with workspaces.',
    ],
    [
      "what is no workspace",
      "member",
      { visibilityMode: "SHARED", sharedWithWorkspaceIds: ["sales"] },
      "NOT_FOUND",
      ["sharedWithWorkspaceIds", "0"],
      'There is no workspace "sales".',
    ],
    [
      "more than 100 workspaces",
      "member",
      { visibilityMode: "SHARED", sharedWithWorkspaceIds: Array.from({ length: 101 }, () => randomUUID()) },
      "INVALID",
      ["sharedWithWorkspaceIds"],
      "101 are too many. Give at most 100.",
    ],
    [
      "another version",
      "member",
      { visibilityMode: "SHARED", expectedVersion: 9 },
      "CONFLICT",
      ["expectedVersion"],
      "The customer has changed since you read it: it is at version 1 now, not 9.",
    ],
  ] as const;

  it.each(refused)("refuses %s, and writes nothing", async (_, who, input, code, path, message) => {
    const all = people();
    const customerId = await given.customer(all.outsider);

    const { customer, userErrors } = await share(all[who], { customerId, ...input });

    expect(customer).toBeNull();
    expect(userErrors).toMatchObject([{ code, path, message }]);
    expect(await seen(all.outsider, customerId)).toMatchObject({ version: 1, visibilityMode: "GLOBAL" });
  });

  it("needs the scope customers:write", async () => {
    const viewer = given.tenant({ scopes: new Set(["customers:read"]) });
    const customerId = await given.customer(viewer);

    const { errors } = await ask(viewer, SHARE, { input: { customerId, visibilityMode: "GLOBAL" } });

    expect(errors).toMatchObject([{ path: ["customerVisibilitySet"], extensions: { code: "FORBIDDEN" } }]);
  });
});
