import { SignJWT, UnsecuredJWT } from "jose";
import { DEMO_TENANT_ID } from "../../platform/auth/demo-viewer.ts";
import { projectFile } from "../../platform/project.ts";
import { freshDatabase } from "../support/databases.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../support/secrets.ts";
import { ask, build, cleanUp, dataFolder, ended, type ServerProcess, serve } from "../support/server-process.ts";

const CUSTOMER = '{ customer(id: "0198c0de-0000-7000-8000-ffffffffffff") { id displayName } }';
const SUPERGRAPH = ["--supergraph", projectFile("schema/supergraph.graphql")];
const secrets = { AUTH_SECRET, GATEWAY_SECRET };

let identity: ServerProcess;
let gateway: ServerProcess;
let token: string;

const bearer = (value = token) => ({ authorization: `Bearer ${value}` });
const fromGateway = { "x-gateway-secret": GATEWAY_SECRET };
const codesOf = ({ errors }: { errors?: { extensions: { code?: unknown } }[] }) =>
  errors?.map(({ extensions }) => extensions.code);

const draft = (payload: object = {}) =>
  new SignJWT({ sub: "ada", tenant: DEMO_TENANT_ID, scope: "customers:read", ...payload })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("customer-graph");
const key = new TextEncoder().encode(AUTH_SECRET);

beforeAll(async () => {
  await build();
  const { adminUrl } = await freshDatabase({ migrated: true });
  identity = await serve("subgraph", ["identity"], { ...secrets, DATABASE_URL: adminUrl });
  const [minted, started] = await Promise.all([
    ended("token", ["--tenant", DEMO_TENANT_ID, "--scope", "customers:read"], { AUTH_SECRET }),
    serve("gateway", SUPERGRAPH, { ...secrets, SUBGRAPHS: `identity=${identity.url}/graphql` }),
  ]);
  token = minted.stdout.trim();
  gateway = started;
});

afterAll(cleanUp);

describe("a graph in several processes", () => {
  it("answers callers with a token", async () => {
    expect(await ask(gateway.url, CUSTOMER, bearer())).toEqual({ status: 200, data: { customer: null } });
  });

  it("answers what it can while some subgraphs are down", async () => {
    const answer = await ask(
      gateway.url,
      `{ __typename employee(id: "0198c0de-0000-7000-8000-ffffffffffff") { name } ${CUSTOMER.slice(1)}`,
      bearer(),
    );

    expect(answer.data).toMatchObject({ __typename: "Query", employee: null, customer: null });
    expect(codesOf(answer)).toEqual(["DOWNSTREAM_SERVICE_UNAVAILABLE"]);
    expect(JSON.stringify(answer)).not.toMatch(/localhost|127\.0\.0\.1|ECONNREFUSED/);
  });

  it.each([
    ["no token", async () => ({})],
    [
      "an expired token",
      async () =>
        bearer(
          await draft()
            .setAudience("customer-graph")
            .setExpirationTime(Math.floor(Date.now() / 1000) - 60)
            .sign(key),
        ),
    ],
    [
      "a forged token",
      async () =>
        bearer(await draft().setAudience("customer-graph").setExpirationTime("1h").sign(Buffer.alloc(32, "x"))),
    ],
    [
      "an unsigned token",
      async () =>
        bearer(
          new UnsecuredJWT({ sub: "ada", tenant: DEMO_TENANT_ID })
            .setIssuer("customer-graph")
            .setAudience("customer-graph")
            .setExpirationTime("1h")
            .encode(),
        ),
    ],
    [
      "a token for another audience",
      async () => bearer(await draft().setAudience("another").setExpirationTime("1h").sign(key)),
    ],
    ["the name of a tenant in headers", async () => ({ tenant: DEMO_TENANT_ID, "x-tenant-id": DEMO_TENANT_ID })],
  ])("reveals nothing to a caller with %s, neither at the gateway nor at a subgraph", async (_, headers) => {
    const given = await headers();
    const answers = await Promise.all([
      ask(gateway.url, CUSTOMER, given),
      ask(gateway.url, "{ __schema { queryType { name } } }", given),
      ask(identity.url, CUSTOMER, { ...given, ...fromGateway }),
      ask(identity.url, "{ _service { sdl } __typename }", { ...given, ...fromGateway }),
    ]);

    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.data).toBeUndefined();
      expect(codesOf(answer)).toEqual(["UNAUTHENTICATED"]);
    }
  });

  it.each([
    ["without the gateway's secret", {}],
    ["with a wrong one", { "x-gateway-secret": "a-secret-of-the-gatewaz" }],
    ["with an empty one", { "x-gateway-secret": "" }],
  ])("reveals nothing at a subgraph %s, whoever asks", async (_, headers) => {
    for (const query of [
      CUSTOMER,
      "{ _service { sdl } }",
      '{ _entities(representations: [{ __typename: "Customer", id: "1" }]) { __typename } }',
    ]) {
      const answer = await ask(identity.url, query, { ...bearer(), ...headers });

      expect(answer.status).toBe(403);
      expect(answer.data).toBeUndefined();
      expect(codesOf(answer)).toEqual(["FORBIDDEN"]);
    }
  });

  it("gives a gateway with another secret no more than any stranger", async () => {
    const other = await serve("gateway", SUPERGRAPH, {
      AUTH_SECRET,
      GATEWAY_SECRET: "another-secret-of-a-gateway",
      SUBGRAPHS: `identity=${identity.url}/graphql`,
    });

    const answer = await ask(other.url, CUSTOMER, bearer());

    expect(answer.data).toEqual({ customer: null });
    expect(answer.errors).toHaveLength(1);
  });

  it("logs no token and no secret", () => {
    const logs = gateway.stderr() + identity.stderr();

    expect(logs).toContain("ready");
    for (const secret of [AUTH_SECRET, GATEWAY_SECRET, token]) expect(logs).not.toContain(secret);
  });

  it.each([
    ["no file", ["--supergraph", "/nowhere/supergraph.graphql"], {}, "cannot be read"],
    ["no supergraph", ["--supergraph", projectFile("schema/identity.graphql")], {}, "cannot be used"],
    [
      "no such subgraph",
      SUPERGRAPH,
      { SUBGRAPHS: "billing=http://localhost:1/graphql" },
      "SUBGRAPHS names billing; the subgraphs of",
    ],
  ])("is refused with %s", async (_, args, env, reason) => {
    const { code, stderr } = await ended("gateway", args, { ...env, LOG_LEVEL: "error" });

    expect(code).toBe(1);
    expect(stderr).toContain(reason);
  });

  it("shares an embedded database among subgraphs on one data folder, and listens on loopback only without authentication", async () => {
    const dataDir = await dataFolder();
    const owner = await serve("subgraph", ["identity"], { DATA_DIR: dataDir });
    const other = await serve("subgraph", ["commercial"], { DATA_DIR: dataDir, GATEWAY_SECRET });

    expect(owner.stderr()).toContain("NO SIGN-IN IS CONFIGURED");
    expect(other.stderr()).toContain('"shared":true');
    expect((await ask(owner.url, "{ __typename }")).status).toBe(200);
    expect((await ask(other.url, "{ __typename }")).status).toBe(403);
    expect((await ask(other.url, "{ __typename }", fromGateway)).status).toBe(200);
  });
});
