import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { demoViewer } from "../../../platform/auth/demo-viewer.ts";
import type { Claims } from "../../../platform/auth/token/claims.ts";
import { LAST_IMPLICATION } from "../../../platform/auth/token/implied-scopes.ts";
import { createVerified } from "../../../platform/auth/token/verified-tokens.ts";
import { createTokenVerifier, mintToken } from "../../../platform/auth/token.ts";
import type { Auth } from "../../../platform/config/auth.ts";
import { createLog } from "../../../platform/observability/log.ts";
import { AUTH_SECRET, auth } from "../../support/secrets.ts";

const TENANT = "0198c0de-0000-7000-8000-00000000000a";
const WORKSPACE = "0198c0de-0000-7000-8000-0000000000aa";
const key = new TextEncoder().encode(AUTH_SECRET);
const log = createLog({ name: "test", level: "silent" });
const verify = createTokenVerifier(auth, log);
const claims: Claims = { sub: "ada", tenant: TENANT, scope: "customers:read finance:read" };

const draft = (payload: object = claims, alg = "HS256") =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg }).setIssuer("customer-graph").setAudience("customer-graph");

const signed = (change: (token: SignJWT) => SignJWT, payload: object = claims, by = key) =>
  change(draft(payload).setExpirationTime("1h")).sign(by);

const same = (token: SignJWT) => token;
const now = () => Math.floor(Date.now() / 1000);
const refused = (message: string, code = "UNAUTHENTICATED") => ({ message, extensions: { code } });

describe("two shared secrets at once", () => {
  const NEXT = "the-next-secret-of-thirty-two-bytes!";
  const both = { ...auth, secrets: [NEXT, AUTH_SECRET] } as const;

  it("accept tokens signed with either, and sign with the first", async () => {
    const verifyBoth = createTokenVerifier(both, log);
    const minted = await mintToken(both, claims, "1h");

    expect(await verifyBoth(await mintToken(auth, claims, "1h"))).toMatchObject({ subject: "ada" });
    expect(await verifyBoth(minted)).toMatchObject({ subject: "ada" });
    expect(await createTokenVerifier({ ...auth, secrets: [NEXT] }, log)(minted)).toMatchObject({ subject: "ada" });
  });

  it("accept nothing else, and say why a token under the second is refused", async () => {
    const verifyBoth = createTokenVerifier(both, log);
    const expired = await draft()
      .setExpirationTime(now() - 60)
      .sign(key);
    const foreign = await signed(same, claims, new TextEncoder().encode("another-secret-of-thirty-two-bytes!!"));

    await expect(verifyBoth(expired)).rejects.toMatchObject(refused("The token has expired."));
    await expect(verifyBoth(foreign)).rejects.toMatchObject(refused("The token is not valid."));
  });
});

describe("a token from before there were scopes for contacts", () => {
  const END = Date.parse("2027-04-01T00:00:00Z");
  const until = (contactsScopesFrom: string) => ({ ...auth, contactsScopesFrom });

  const scopesAt = async (time: number, scope: string, contactsScopesFrom: string = LAST_IMPLICATION) => {
    const token = await draft({ ...claims, scope })
      .setExpirationTime(time / 1_000 + 60)
      .sign(key);
    return [...(await createTokenVerifier(until(contactsScopesFrom), log, () => time)(token)).scopes].sort();
  };

  it("has them with those for customers, until 2027-04-01", async () => {
    expect(LAST_IMPLICATION).toBe("2027-04-01");
    expect(await scopesAt(END - 1, "customers:read")).toEqual(["contacts:read", "customers:read"]);
    expect(await scopesAt(END - 1, "customers:write")).toEqual(["contacts:write", "customers:write"]);
    expect(await scopesAt(END - 1, "finance:read openid")).toEqual(["finance:read", "openid"]);
    expect(await scopesAt(END, "customers:read customers:write")).toEqual(["customers:read", "customers:write"]);
  });

  it("has only what it names from an earlier day, if the operator sets one", async () => {
    const early = Date.parse("2026-12-24T00:00:00Z");

    expect(await scopesAt(early - 1, "customers:read", "2026-12-24")).toEqual(["contacts:read", "customers:read"]);
    expect(await scopesAt(early, "customers:read", "2026-12-24")).toEqual(["customers:read"]);
    expect(await scopesAt(early, "customers:read contacts:read", "2026-12-24")).toHaveLength(2);
  });

  it("loses them on that day, although it was verified and cached before", async () => {
    let time = END - 1_000;
    const verifyThen = createTokenVerifier(until(LAST_IMPLICATION), log, () => time);
    const token = await draft({ ...claims, scope: "customers:read" })
      .setExpirationTime(END / 1_000 + 3_600)
      .sign(key);

    const before = await verifyThen(token);
    time = END;
    const after = await verifyThen(token);

    expect([...before.scopes]).toContain("contacts:read");
    expect([...after.scopes]).toEqual(["customers:read"]);
  });
});

describe("a token under the shared secret", () => {
  it("names subject, tenant, workspaces and scopes", async () => {
    const token = await mintToken(auth, { ...claims, workspaces: [WORKSPACE], workspace: WORKSPACE }, "1h");

    expect(await verify(token)).toEqual({
      subject: "ada",
      tenantId: TENANT,
      workspaceIds: [WORKSPACE],
      workspaceId: WORKSPACE,
      scopes: new Set(["customers:read", "finance:read"]),
    });
  });

  it("may say what to call the subject; what is no name is left out", async () => {
    const nameIn = async (name: unknown) => (await verify(await signed(same, { ...claims, name }))).name;

    expect(await nameIn("Ada Lovelace")).toBe("Ada Lovelace");
    for (const name of [undefined, null, "", "  ", 7, ["Ada"], "ada\0", "ada\ud800", "a".repeat(1_021)]) {
      expect(await nameIn(name)).toBeUndefined();
    }
  });

  it("has every scope it names, also those that only another graph knows", async () => {
    const token = await signed(same, { ...claims, scope: "openid  admin profile" });

    expect((await verify(token)).scopes).toEqual(new Set(["openid", "admin", "profile"]));
  });

  it("has no scope unless it names it", async () => {
    expect((await verify(await signed(same, { sub: "ada", tenant: TENANT }))).scopes.size).toBe(0);
  });

  it.each([
    [
      "is signed by another secret",
      () => signed(same, claims, new TextEncoder().encode("another-secret-of-thirty-two-bytes!!")),
    ],
    ["is for another audience", () => signed((token) => token.setAudience("another"))],
    ["is of another issuer", () => signed((token) => token.setIssuer("another"))],
    ["never expires", () => draft().sign(key)],
    ["counts from tomorrow", () => signed((token) => token.setNotBefore(now() + 86_400))],
    [
      "is of another algorithm",
      () => draft(claims, "HS512").setExpirationTime("1h").sign(Buffer.alloc(64, AUTH_SECRET)),
    ],
    [
      "is not signed",
      async () =>
        new UnsecuredJWT({ ...claims })
          .setIssuer("customer-graph")
          .setAudience("customer-graph")
          .setExpirationTime("1h")
          .encode(),
    ],
    ["names no tenant", () => signed(same, { sub: "ada" })],
    ["is no token", async () => "nonsense"],
    ["is empty", async () => ""],
  ])("is not valid when it %s", async (_, token) => {
    await expect(verify(await token())).rejects.toMatchObject(refused("The token is not valid."));
  });

  it.each([
    ["a tenant that is no UUID", { ...claims, tenant: "acme" }],
    ["a list of tenants", { ...claims, tenant: [TENANT] }],
    ["an empty subject", { ...claims, sub: "" }],
    ["a subject with U+0000", { ...claims, sub: "ada\0" }],
    ["a subject with half a surrogate pair", { ...claims, sub: "ada\ud800" }],
    ["a subject that is longer than any", { ...claims, sub: "a".repeat(1_021) }],
    ["workspaces that are no list", { ...claims, workspaces: WORKSPACE }],
    ["a workspace that is no UUID", { ...claims, workspaces: ["sales"] }],
    ["a current workspace outside of its own", { ...claims, workspaces: [], workspace: WORKSPACE }],
  ])("is refused with %s", async (_, payload) => {
    await expect(verify(await signed(same, payload))).rejects.toMatchObject(
      refused("The token does not name a valid subject, tenant or workspace."),
    );
  });

  it("expires, with five seconds of leeway", async () => {
    const expired = await signed((token) => token.setExpirationTime(now() - 10));
    const justExpired = await signed((token) => token.setExpirationTime(now() - 2));

    await expect(verify(expired)).rejects.toMatchObject(refused("The token has expired."));
    await expect(verify(justExpired)).resolves.toMatchObject({ subject: "ada" });
  });

  it("is not valid with one character of its payload changed, even after the right one was verified", async () => {
    const token = await signed(same);
    await verify(token);
    const [head, body = "", signature] = token.split(".");
    const forged = [
      head,
      Buffer.from(Buffer.from(body, "base64url").toString().replace("ada", "eve")).toString("base64url"),
      signature,
    ].join(".");

    await expect(verify(forged)).rejects.toMatchObject(refused("The token is not valid."));
  });
});

describe("verified tokens", () => {
  it("are forgotten when they expire, and after five minutes at the latest", () => {
    let time = 0;
    const verified = createVerified(() => time);
    verified.set("short", demoViewer, 1_000);
    verified.set("long", demoViewer, 3_600_000);

    time = 1_000;
    expect(verified.get("short")).toBeUndefined();
    expect(verified.get("long")).toBe(demoViewer);

    time = 300_000;
    expect(verified.get("long")).toBeUndefined();
    expect(verified.size).toBe(0);
  });

  it("are at most a thousand", () => {
    const verified = createVerified();

    for (let n = 0; n < 1_500; n++) verified.set(`token ${n}`, demoViewer, Date.now() + 1_000);

    expect(verified.size).toBe(1_000);
    expect(verified.get("token 1499")).toBe(demoViewer);
    expect(verified.get("token 0")).toBeUndefined();
  });
});

describe("a token under published keys", () => {
  let server: Server;
  let fetches = 0;
  let answer: () => { status: number; body: string };
  let published: Auth;

  beforeEach(async () => {
    fetches = 0;
    server = createServer((_, response) => {
      fetches++;
      const { status, body } = answer();
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    published = { ...auth, kind: "jwks", url, issuer: "https://id.example", audience: "crm" };
  });

  afterEach(
    () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );

  const pair = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" };
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "ES256", kid })
      .setIssuer("https://id.example")
      .setAudience("crm")
      .setExpirationTime("1h")
      .sign(privateKey);
    return { jwk, token };
  };

  it("is verified, and the keys are fetched once for many tokens", async () => {
    const { jwk, token } = await pair("one");
    answer = () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) });
    const ask = createTokenVerifier(published, log);

    const viewers = await Promise.all([ask(token), ask(token), ask(token)]);
    await ask(token);

    expect(viewers[0]).toMatchObject({ subject: "ada", tenantId: TENANT });
    expect(fetches).toBe(1);
  });

  it("is not valid under an unknown key, and such tokens do not cause repeated fetches of the keys", async () => {
    const [known, unknown] = await Promise.all([pair("one"), pair("two")]);
    answer = () => ({ status: 200, body: JSON.stringify({ keys: [known.jwk] }) });
    const ask = createTokenVerifier(published, log);

    for (let n = 0; n < 5; n++)
      await expect(ask(unknown.token)).rejects.toMatchObject(refused("The token is not valid."));

    expect(fetches).toBe(1);
  });

  it("is not valid when it uses the public key as a shared secret", async () => {
    const { jwk } = await pair("one");
    answer = () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) });
    const forged = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .setIssuer("https://id.example")
      .setAudience("crm")
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));

    await expect(createTokenVerifier(published, log)(forged)).rejects.toMatchObject(refused("The token is not valid."));
  });

  it.each([
    ["answer with an error", () => ({ status: 500, body: "{}" })],
    ["are no keys", () => ({ status: 200, body: "[]" })],
    ["never end", () => ({ status: 200, body: `{"keys":[],"x":"${"x".repeat(300_000)}"}` })],
  ])("is refused as unavailable while the keys %s, without a burst of fetches", async (_, wrong) => {
    const { token } = await pair("one");
    answer = wrong;
    const ask = createTokenVerifier(published, log);

    for (let n = 0; n < 3; n++)
      await expect(ask(token)).rejects.toMatchObject({ extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE" } });

    expect(fetches).toBe(1);
  });
});
