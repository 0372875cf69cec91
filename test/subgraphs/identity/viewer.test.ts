import { randomUUID } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { Viewer } from "../../../platform/auth/viewer.ts";
import { given } from "../../support/given.ts";
import { ask } from "../../support/graph.ts";

const VIEWER = `{ viewer { subject name scopes employee { id name } tenant { id name defaultCurrency locale }
  workspaces { id name } currentWorkspace { id name } } }`;

const HIRE = `mutation ($input: EmployeeCreateInput!) { employeeCreate(input: $input) { employee { id } userErrors { message } } }`;

const viewerOf = async (viewer: Viewer) => {
  const { data, errors } = await ask(viewer, VIEWER);
  expect(errors).toEqual([]);
  return data.viewer;
};

const hire = async (viewer: Viewer, name: string, email: string): Promise<string> =>
  (await ask(viewer, HIRE, { input: { name, email } })).data.employeeCreate.employee.id;

const nameWorkspace = async (viewer: Viewer, id: string, name: string) =>
  (
    await ask(
      viewer,
      `mutation ($input: WorkspaceUpdateInput!) { workspaceUpdate(input: $input) {
        workspace { id name } userErrors { code path message } } }`,
      { input: { id, name } },
    )
  ).data.workspaceUpdate;

const updateTenant = async (viewer: Viewer, input: object) =>
  (
    await ask(
      viewer,
      `mutation ($input: TenantUpdateInput!) { tenantUpdate(input: $input) {
        tenant { id name defaultCurrency locale } userErrors { code path message } } }`,
      { input },
    )
  ).data.tenantUpdate;

describe("Query.viewer", () => {
  it("says what the token says, without any scope and with nothing stored", async () => {
    const [here, there] = [randomUUID(), randomUUID()];
    const viewer = given.tenant({ workspaceIds: [here, there], workspaceId: there, scopes: new Set() });

    expect(await viewerOf(viewer)).toEqual({
      subject: "tester",
      name: "tester",
      scopes: [],
      employee: null,
      tenant: { id: viewer.tenantId, name: null, defaultCurrency: "EUR", locale: null },
      workspaces: [
        { id: here, name: null },
        { id: there, name: null },
      ],
      currentWorkspace: { id: there, name: null },
    });
  });

  it("gives the scopes by name, also those that only another graph knows", async () => {
    const viewer = given.tenant({ scopes: new Set(["openid", "customers:read", "admin"]) });

    expect((await viewerOf(viewer)).scopes).toEqual(["admin", "customers:read", "openid"]);
  });

  it("reads the names of 1,000 workspaces with one statement, and nothing for ids", async () => {
    const workspaceIds = Array.from({ length: 1_000 }, () => randomUUID());
    const viewer = given.tenant({ workspaceIds, workspaceId: workspaceIds[7] ?? null });
    await nameWorkspace(viewer, workspaceIds[7] ?? "", "Harbour");

    const ids = await ask(viewer, "{ viewer { subject scopes workspaces { id } currentWorkspace { id } } }");
    const names = await ask(viewer, "{ viewer { workspaces { name } currentWorkspace { name } } }");

    expect(ids.statements).toEqual([]);
    expect(names.data.viewer.workspaces[7]).toEqual({ name: "Harbour" });
    expect(names.data.viewer.currentWorkspace).toEqual({ name: "Harbour" });
    expect(names.statements).toHaveLength(1);
  });
});

describe("Viewer.employee", () => {
  it("is the employee with the subject as id, or else as e-mail address in any case", async () => {
    const admin = given.tenant();
    const ida = await hire(admin, "Ida Holm", "Ida.Holm@fjord.example");

    const byEmail = await viewerOf({ ...admin, subject: "ida.holm@FJORD.example" });
    const byId = await viewerOf({ ...admin, subject: ida.toUpperCase() });

    expect(byEmail).toMatchObject({ employee: { id: ida, name: "Ida Holm" }, name: "Ida Holm" });
    expect(byId).toMatchObject({ employee: { id: ida }, name: "Ida Holm" });
  });

  it("is nobody if several have the address, or if the employee is another tenant's", async () => {
    const admin = given.tenant();
    for (const name of ["Ida", "Ada"]) await hire(admin, name, "sales@fjord.example");
    const ida = await hire(given.tenant(), "Ida", "ida@fjord.example");

    for (const subject of ["sales@fjord.example", "ida@fjord.example", ida]) {
      expect(await viewerOf({ ...admin, subject })).toMatchObject({ employee: null, name: subject });
    }
  });
});

describe("Viewer.name", () => {
  it("is the token's, whatever the employee's is", async () => {
    const admin = given.tenant();
    await hire(admin, "Ida Holm", "ida@fjord.example");

    const named = await viewerOf({ ...admin, subject: "ida@fjord.example", name: "Ida H." });

    expect(named).toMatchObject({ name: "Ida H.", employee: { name: "Ida Holm" } });
  });
});

describe("Mutation.workspaceUpdate", () => {
  it("names a workspace, and renames it", async () => {
    const id = randomUUID();
    const viewer = given.tenant({ workspaceIds: [id], workspaceId: id });

    const first = await nameWorkspace(viewer, id.toUpperCase(), "Counter");
    const second = await nameWorkspace(viewer, id, "Shop counter");

    expect(first).toEqual({ workspace: { id, name: "Counter" }, userErrors: [] });
    expect(second).toEqual({ workspace: { id, name: "Shop counter" }, userErrors: [] });
    expect((await viewerOf(viewer)).currentWorkspace).toEqual({ id, name: "Shop counter" });
    expect((await viewerOf({ ...viewer, tenantId: randomUUID() })).currentWorkspace).toEqual({ id, name: null });
  });

  it("refuses what is no id and no name, both at once", async () => {
    expect(await nameWorkspace(given.tenant(), "sales", " ")).toMatchObject({
      workspace: null,
      userErrors: [
        { code: "NOT_FOUND", path: ["id"] },
        { code: "INVALID", path: ["name"] },
      ],
    });
  });
});

describe("Mutation.tenantUpdate", () => {
  it("changes what is given, and keeps the rest", async () => {
    const viewer = given.tenant();
    const { tenantId: id } = viewer;

    const currency = await updateTenant(viewer, { defaultCurrency: "DKK" });
    const rest = await updateTenant(viewer, { name: "Fjord Trading", locale: "da-dk" });
    const cleared = await updateTenant(viewer, { name: null });

    expect(currency.tenant).toEqual({ id, name: null, defaultCurrency: "DKK", locale: null });
    expect(rest.tenant).toEqual({ id, name: "Fjord Trading", defaultCurrency: "DKK", locale: "da-DK" });
    expect(cleared.tenant).toEqual({ id, name: null, defaultCurrency: "DKK", locale: "da-DK" });
    expect((await viewerOf({ ...viewer, tenantId: randomUUID() })).tenant).toMatchObject({ defaultCurrency: "EUR" });
  });

  it("refuses all that is wrong at once, and writes nothing", async () => {
    const viewer = given.tenant();

    const { tenant, userErrors } = await updateTenant(viewer, { name: "", defaultCurrency: null, locale: "german" });
    const wrong = await updateTenant(viewer, { name: "Fjord", locale: "de_DE" });

    expect(tenant).toBeNull();
    expect(userErrors).toMatchObject([
      { code: "INVALID", path: ["name"] },
      { code: "REQUIRED", path: ["defaultCurrency"] },
    ]);
    expect(wrong.userErrors).toMatchObject([
      { code: "INVALID", path: ["locale"], message: expect.stringContaining("BCP 47") },
    ]);
    expect((await viewerOf(viewer)).tenant).toMatchObject({ name: null });
  });

  it.each(['tenantUpdate(input: { name: "X" })', `workspaceUpdate(input: { id: "${randomUUID()}", name: "X" })`])(
    "needs the scope admin: %s",
    async (field) => {
      const viewer = given.tenant({ scopes: new Set(["customers:read", "customers:write"]) });

      const { errors } = await ask(viewer, `mutation { ${field} { userErrors { code } } }`);

      expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    },
  );
});
