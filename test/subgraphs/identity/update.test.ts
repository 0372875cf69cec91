import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { touch } from "../../../subgraphs/common/touch.ts";
import { refuseIfAny } from "../../../subgraphs/common/user-errors.ts";
import {
  checkIdentityChanges,
  type IdentityChanges,
  updateIdentity,
} from "../../../subgraphs/identity/commands/index.ts";
import { given } from "../../support/given.ts";
import { ask, testDatabase } from "../../support/graph.ts";

const WITH_PARTY = `query ($id: ID!) { customer(id: $id) {
  version displayName legalName sortName sortIndex code accountNumber status visibilityMode sharedWithWorkspaceIds
  parent { id } party { id __typename displayName ... on Person { firstName lastName } }
  externalIdentifiers { source externalId externalCreatedAt }
} }`;

const who = async (viewer: Viewer, id: string) => (await ask(viewer, WITH_PARTY, { id })).data.customer;

/** Changes a customer as the commands for whole customers do; returns whether anything changed. */
const update = (viewer: Viewer, id: string, input: IdentityChanges): Promise<boolean> =>
  testDatabase.session(viewer.tenantId).write(async (manager) => {
    refuseIfAny(checkIdentityChanges(input));
    await touch(manager, viewer, id);
    return updateIdentity(manager, viewer, id, input);
  });

const FULL = {
  displayName: "Nordlys",
  legalName: "Nordlys ApS",
  sortName: "Lys, Nord",
  sortIndex: 1.5,
  code: "NORD",
  accountNumber: "A-1",
} as const;

describe("updateIdentity", () => {
  it("changes given fields and leaves the rest", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, FULL);

    const changed = await update(viewer, id, { legalName: "Nordlys A/S", sortIndex: -2.25 });

    expect(changed).toBe(true);
    expect(await who(viewer, id)).toMatchObject({ ...FULL, legalName: "Nordlys A/S", sortIndex: -2.25, version: 2 });
  });

  it("clears nulls", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, FULL);

    await update(viewer, id, { legalName: null, sortName: null, sortIndex: null, code: null, accountNumber: null });

    expect(await who(viewer, id)).toMatchObject({
      displayName: "Nordlys",
      legalName: null,
      sortName: null,
      sortIndex: null,
      code: null,
      accountNumber: null,
    });
  });

  it("reports that nothing changed if everything is the same", async () => {
    const viewer = given.tenant();
    const parentId = await given.customer(viewer);
    const externalIdentifiers = [
      { source: "NETSUITE", externalId: "1", externalCreatedAt: "2024-05-06T07:08:09.123Z" },
    ] as const;
    const party = { person: { firstName: "Mina", lastName: "Okafor" } };
    const id = await given.customer(viewer, { ...FULL, parentId, party, externalIdentifiers });

    const changed = await update(viewer, id, {
      ...FULL,
      status: "ACTIVE",
      visibilityMode: "GLOBAL",
      sharedWithWorkspaceIds: [],
      parentId: parentId.toUpperCase(),
      party,
      externalIdentifiers,
    });

    expect(changed).toBe(false);
  });

  it("allows the same status transitions as customerStatusSet", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { status: "INACTIVE" });

    await expect(update(viewer, id, { status: "SUSPENDED", legalName: "No" })).rejects.toMatchObject({
      userErrors: [{ code: "NOT_ALLOWED", path: ["status"], params: { allowed: ["ACTIVE", "CHURNED", "ARCHIVED"] } }],
    });
    await update(viewer, id, { status: "ACTIVE" });

    expect(await who(viewer, id)).toMatchObject({ status: "ACTIVE", legalName: null, version: 2 });
  });

  it("moves, and keeps a hidden parent when the viewer writes back null", async () => {
    const viewer = given.tenant();
    const workspace = randomUUID();
    const member = { ...viewer, workspaceIds: [workspace], workspaceId: workspace };
    const hidden = await given.customer(member);
    const id = await given.customer(member, { parentId: hidden, visibilityMode: "GLOBAL" });

    const byStranger = await update(viewer, id, { parentId: null });
    const kept = (await who(member, id)).parent;
    const byMember = await update(member, id, { parentId: null });

    expect([byStranger, kept, byMember]).toEqual([false, { id: hidden }, true]);
    expect((await who(member, id)).parent).toBeNull();
  });

  it("refuses the parents that customerParentSet refuses", async () => {
    const viewer = given.tenant();
    const [top, below] = await given.chain(viewer, "Top", "Below");
    const archived = await given.customer(viewer, { status: "ARCHIVED" });

    const refused = { [String(below)]: "CYCLE", [archived]: "NOT_ALLOWED", [randomUUID()]: "NOT_FOUND" };
    for (const [parentId, code] of Object.entries(refused)) {
      await expect(update(viewer, String(top), { parentId })).rejects.toMatchObject({
        userErrors: [{ code, path: ["parentId"] }],
      });
    }
  });

  it("accepts what a guest of a workspace writes back, and refuses to move a customer out of its members' workspaces", async () => {
    const viewer = given.tenant();
    const [home, away] = [randomUUID(), randomUUID()];
    const member = { ...viewer, workspaceIds: [home], workspaceId: home };
    const guest = { ...viewer, workspaceIds: [away], workspaceId: away };
    const sharing = { visibilityMode: "SHARED", workspaceId: home, sharedWithWorkspaceIds: [away] } as const;
    const id = await given.customer(member, sharing);

    const writtenBack = await update(guest, id, sharing);

    expect(writtenBack).toBe(false);
    await expect(update(guest, id, { workspaceId: away })).rejects.toMatchObject({
      userErrors: [{ code: "NOT_ALLOWED", path: ["visibilityMode"] }],
    });
    await expect(update(member, id, { workspaceId: away })).rejects.toMatchObject({
      userErrors: [{ code: "NOT_FOUND", path: ["workspaceId"] }],
    });
    expect(await update({ ...member, workspaceIds: [home, away] }, id, { workspaceId: away })).toBe(true);
  });

  it("replaces the ids in other systems", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      externalIdentifiers: [
        { source: "NETSUITE", externalId: "1" },
        { source: "PRIORITY", externalId: "2" },
        { source: "SALESFORCE", externalId: "3" },
      ],
    });
    const externalCreatedAt = "2024-05-06T07:08:09.123Z";

    const changed = await update(viewer, id, {
      externalIdentifiers: [
        { source: "SALESFORCE", externalId: "4" },
        { source: "PRIORITY", externalId: "2", externalCreatedAt },
      ],
    });
    const replaced = (await who(viewer, id)).externalIdentifiers;
    const cleared = await update(viewer, id, { externalIdentifiers: null });

    expect([changed, cleared]).toEqual([true, true]);
    expect(replaced).toEqual([
      { source: "PRIORITY", externalId: "2", externalCreatedAt },
      { source: "SALESFORCE", externalId: "4", externalCreatedAt: null },
    ]);
    expect((await who(viewer, id)).externalIdentifiers).toEqual([]);
  });

  it("refuses another customer's id at its place in the list, and changes nothing", async () => {
    const viewer = given.tenant();
    const other = await given.customer(viewer, { externalIdentifiers: [{ source: "SALESFORCE", externalId: "3" }] });
    const externalIdentifiers = [{ source: "NETSUITE", externalId: "1" }] as const;
    const id = await given.customer(viewer, { externalIdentifiers });
    const before = await who(viewer, id);

    const refused = update(viewer, id, {
      externalIdentifiers: [...externalIdentifiers, { source: "SALESFORCE", externalId: "3" }],
    });

    await expect(refused).rejects.toMatchObject({
      userErrors: [{ code: "TAKEN", path: ["externalIdentifiers", "1", "externalId"], existing: { id: other } }],
    });
    expect(await who(viewer, id)).toEqual(before);
  });

  it("reports everything wrong with an input at once", () => {
    const faults = checkIdentityChanges({
      displayName: null,
      legalName: " ",
      sortIndex: Number.NaN,
      code: "x".repeat(10_001),
      accountNumber: "x".repeat(10_001),
      party: { person: { lastName: null }, organization: { name: null } },
      externalIdentifiers: [{ source: "FAX" as never, externalId: "" }],
      parentId: "me",
      status: null,
      visibilityMode: null,
      workspaceId: "sales",
    });

    expect(faults.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
      "REQUIRED displayName",
      "INVALID legalName",
      "INVALID sortIndex",
      "INVALID code",
      "INVALID accountNumber",
      "REQUIRED party.organization.name",
      "REQUIRED party.person.lastName",
      "INVALID party",
      "INVALID externalIdentifiers.0.source",
      "INVALID externalIdentifiers.0.externalId",
      "NOT_FOUND parentId",
      "REQUIRED status",
      "REQUIRED visibilityMode",
      "NOT_FOUND workspaceId",
    ]);
  });
});

describe("updateIdentity of a party", () => {
  it("renames a person, and gives the customer the computed name", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, {
      displayName: null,
      party: { person: { firstName: "Mina", lastName: "Okafor" } },
    });

    await update(viewer, id, { party: { person: { lastName: "Lind" } } });
    const married = await who(viewer, id);
    await update(viewer, id, { party: { person: { firstName: null } } });

    expect(married).toMatchObject({
      displayName: "Mina Lind",
      party: { displayName: "Mina Lind", firstName: "Mina", lastName: "Lind" },
    });
    expect(await who(viewer, id)).toMatchObject({ displayName: "Lind", party: { firstName: null } });
  });

  it("keeps a display name that differs from the party's", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: "The Shop", party: { organization: { name: "Shop Ltd" } } });

    await update(viewer, id, { party: { organization: { name: "Shop plc" } } });

    expect(await who(viewer, id)).toMatchObject({ displayName: "The Shop", party: { displayName: "Shop plc" } });
  });

  it("renames the party's other customers that use its name, and increments their versions", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: null, party: { person: { lastName: "Okafor" } } });
    const party = { id: (await who(viewer, id)).party.id };
    const computed = await given.customer(viewer, { displayName: null, party });
    const named = await given.customer(viewer, { displayName: "Own", party });

    await update(viewer, id, { party: { person: { lastName: "Lind" } } });

    expect(await who(viewer, computed)).toMatchObject({ displayName: "Lind", version: 2 });
    expect(await who(viewer, named)).toMatchObject({ displayName: "Own", version: 1 });
  });

  it("does not wait for another customer of the party that is being changed, which could deadlock", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { displayName: null, party: { person: { lastName: "Okafor" } } });
    const other = await given.customer(viewer, { displayName: null, party: { id: (await who(viewer, id)).party.id } });

    const refused = testDatabase.session(viewer.tenantId).write(async (manager) => {
      await touch(manager, viewer, other);
      await update(viewer, id, { party: { person: { lastName: "Lind" } } });
    });

    await expect(refused).rejects.toMatchObject({ userErrors: [{ code: "CONFLICT", path: ["party"] }] });
    expect(await who(viewer, id)).toMatchObject({ displayName: "Okafor", version: 1 });
  });

  it("never turns an organization into a person, or one party into another", async () => {
    const viewer = given.tenant();
    const id = await given.customer(viewer, { party: { organization: { name: "Shop" } } });
    const before = await who(viewer, id);

    await expect(update(viewer, id, { party: { person: { lastName: "Lind" } } })).rejects.toMatchObject({
      userErrors: [
        {
          code: "NOT_ALLOWED",
          path: ["party"],
          message: "The customer is an organization, and that never changes. Create another customer.",
          params: { allowed: ["organization"] },
        },
      ],
    });
    await expect(update(viewer, id, { party: { id: randomUUID() } })).rejects.toMatchObject({
      userErrors: [{ code: "NOT_ALLOWED", path: ["party"] }],
    });
    expect(await update(viewer, id, { party: { id: before.party.id } })).toBe(false);
    expect(await who(viewer, id)).toMatchObject({ ...before, version: 2 });
  });
});

describe("createIdentity", () => {
  it("accepts names of maximum length, and refuses longer ones", async () => {
    const viewer = given.tenant();
    const longest = { firstName: "f".repeat(127), lastName: "l".repeat(128) };

    const id = await given.customer(viewer, {
      displayName: null,
      party: { person: longest },
      legalName: "ä".repeat(10_000),
      sortName: "ä".repeat(10_000),
      code: "c".repeat(10_000),
      accountNumber: "🧾".repeat(10_000),
    });

    expect((await who(viewer, id)).displayName).toHaveLength(256);
    await expect(
      given.customer(viewer, { displayName: null, party: { person: { ...longest, firstName: "f".repeat(128) } } }),
    ).rejects.toMatchObject({ userErrors: [{ code: "INVALID", path: ["party", "person", "firstName"] }] });
  });
});
