import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import type { Scope, Viewer } from "../../platform/auth/viewer.ts";
import { projectFile } from "../../platform/project.ts";
import { given } from "../support/given.ts";
import { testDatabase } from "../support/graph.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../support/secrets.ts";
import { ask, build, cleanUp, type ServerProcess, serve } from "../support/server-process.ts";
import { people } from "../support/workspaces.ts";

const secrets = { AUTH_SECRET, GATEWAY_SECRET };
const { viewers } = people();

let gateway: ServerProcess;
let customerId: string;

beforeAll(async () => {
  await build();
  customerId = await given.customer(viewers.inOne, {
    displayName: "Harbour Lights",
    finance: { creditLimit: { amount: "90" } },
  });
  const served = await Promise.all(
    ["identity", "finance"].map(async (name) => {
      const { url } = await serve("subgraph", [name], { ...secrets, DATABASE_URL: testDatabase.adminUrl });
      return `${name}=${url}/graphql`;
    }),
  );
  gateway = await serve("gateway", ["--supergraph", projectFile("schema/supergraph.graphql")], {
    ...secrets,
    SUBGRAPHS: served.join(),
  });
}, 240_000);

afterAll(cleanUp);

/** Sends a stale update through the gateway as a viewer with the given scopes. */
const change = async ({ tenantId, workspaceIds, workspaceId }: Viewer, ...scopes: readonly Scope[]) => {
  const claims = {
    sub: "ada",
    tenant: tenantId,
    scope: scopes.join(" "),
    workspaces: workspaceIds,
    workspace: workspaceId,
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("customer-graph")
    .setAudience("customer-graph")
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(AUTH_SECRET));
  const { data, errors } = await ask(
    gateway.url,
    `mutation { creditLimitSet(input: { customerId: "${customerId}", expectedVersion: 7, creditLimit: null }) {
      userErrors { code customer { id version displayName finance { creditLimit { amount } } } } } }`,
    { authorization: `Bearer ${token}` },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return (data.creditLimitSet as { readonly userErrors: unknown }).userErrors;
};

describe("The customer of a conflict, from another process", () => {
  it("is as it is now", async () => {
    const userErrors = await change(
      viewers.inOne,
      "customers:read",
      "finance:read",
      "customers:write",
      "finance:write",
    );

    const customer = { version: 1, displayName: "Harbour Lights", finance: { creditLimit: { amount: "90.00" } } };
    expect(userErrors).toEqual([{ code: "CONFLICT", customer: { id: customerId, ...customer } }]);
  });

  it("has nothing of what the scopes do not read", async () => {
    expect(await change(viewers.inOne, "customers:read", "customers:write", "finance:write")).toMatchObject([
      { code: "CONFLICT", customer: { version: 1, finance: null } },
    ]);
    expect(await change(viewers.inOne, "customers:write", "finance:write")).toEqual([
      { code: "CONFLICT", customer: null },
    ]);
  });

  it("is not there for whom it is hidden", async () => {
    const userErrors = await change(
      viewers.inTwo,
      "customers:read",
      "finance:read",
      "customers:write",
      "finance:write",
    );

    expect(userErrors).toEqual([{ code: "NOT_FOUND", customer: null }]);
  });
});
