import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { afterAll } from "@jest/globals";
import {
  readAuthConfig,
  readGatewayConfig,
  readStartConfig,
  readStoreConfig,
  readSubgraphConfig,
} from "../../../platform/config/index.ts";
import type { Environment } from "../../../platform/config/reader.ts";

const NAMES = ["identity", "finance"];
const SECRET = "a-secret-of-at-least-thirty-two-bytes";

const faultOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

const start = (env: Environment) => readStartConfig(env, NAMES);

const folder = mkdtempSync(join(tmpdir(), "customer-graph-secrets-"));
const fileWith = (text: string): string => {
  const path = join(folder, `${Math.random()}`);
  writeFileSync(path, text);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

describe("the database connections", () => {
  it.each([
    [{}, 10],
    [{ WORKERS: "4" }, 10],
    [{ WORKERS: "8" }, 9],
    [{ WORKERS: "8", DATABASE_MAX_CONNECTIONS: "200" }, 10],
    [{ WORKERS: "8", DATABASE_MAX_CONNECTIONS: "200", DATABASE_POOL_SIZE: "30" }, 24],
    [{ DATABASE_POOL_SIZE: "3" }, 3],
  ])("with %j are %d for the requests of each process", (env, poolSize) => {
    expect(start(env).poolSize).toBe(poolSize);
  });

  it("use prepared statements, unless a pooler assigns them by transaction", () => {
    expect(start({})).toMatchObject({ pooling: "session", preparedStatements: true });
    expect(start({ DATABASE_POOLING: "transaction" })).toMatchObject({ preparedStatements: false });
    expect(start({ DATABASE_POOLING: "transaction", DATABASE_PREPARED_STATEMENTS: "1" })).toMatchObject({
      pooling: "transaction",
      preparedStatements: true,
    });
    expect(faultOf(() => start({ DATABASE_POOLING: "statement" }))).toContain("expected one of session, transaction");
  });

  it("are at least two for each worker", () => {
    const fault = faultOf(() => start({ WORKERS: "30", DATABASE_MAX_CONNECTIONS: "59", DATABASE_POOL_SIZE: "0" }));

    expect(fault).toContain("DATABASE_POOL_SIZE: 0\n    expected a whole number from 1 to 10000");
    expect(fault).toContain("DATABASE_MAX_CONNECTIONS: (set)\n    expected at least 60: two for each of 30 workers");
  });

  it("include a read replica, whose URL can be in a file", () => {
    const DATABASE_URL = "postgres://me@db/x";
    const READ_DATABASE_URL = "postgres://me@replica/x";

    expect(start({ DATABASE_URL }).replica).toBeNull();
    expect(start({ DATABASE_URL, READ_DATABASE_URL }).replica).toEqual({ url: READ_DATABASE_URL, maxLag: 10_000 });
    expect(readSubgraphConfig({ DATABASE_URL, READ_DATABASE_URL, READ_DATABASE_MAX_LAG: "60" }, 4003).replica).toEqual({
      url: READ_DATABASE_URL,
      maxLag: 60_000,
    });
    const READ_DATABASE_URL_FILE = fileWith(`${READ_DATABASE_URL}\n`);
    expect(start({ DATABASE_URL, READ_DATABASE_URL_FILE }).replica?.url).toBe(READ_DATABASE_URL);
  });

  it("report what is wrong with a replica beside all other faults", () => {
    const alone = faultOf(() => start({ READ_DATABASE_URL: "mysql://me:hunter2@db/x", READ_DATABASE_MAX_LAG: "0" }));
    expect(alone).toContain("READ_DATABASE_URL: mysql://…@db/x\n    expected a URL such as postgres://");
    expect(alone).toContain("READ_DATABASE_MAX_LAG: 0\n    expected a whole number from 1 to 3600");
    expect(alone).toContain("DATABASE_URL: (not set)\n    expected the server that READ_DATABASE_URL is a replica of");
    expect(alone).not.toContain("hunter2");

    const url = "postgres://me@db/x";
    expect(faultOf(() => start({ DATABASE_URL: url, READ_DATABASE_URL: url }))).toContain(
      "READ_DATABASE_URL: (set)\n    expected the address of a replica, which differs from DATABASE_URL",
    );
  });

  it("are the configured number for a separate subgraph, which has no workers", () => {
    expect(readSubgraphConfig({ DATABASE_POOL_SIZE: "20" }, 4003).poolSize).toBe(20);
  });
});

describe("the settings", () => {
  it("all have defaults", () => {
    const config = start({});

    expect(config).toMatchObject({
      port: 4000,
      auth: null,
      databaseUrl: null,
      demo: true,
      workers: 1,
      logLevel: "info",
    });
    expect(config.dataDir).toMatch(/\.data$/);
    expect(config.subgraphs.size).toBe(0);
  });

  it("treat an empty value as not set", () => {
    expect(start({ PORT: "", AUTH_SECRET: "", SUBGRAPHS: "" })).toMatchObject({ port: 4000, auth: null });
  });

  it("report every fault at once, each with its value and what would be right", () => {
    const fault = faultOf(() =>
      start({
        PORT: "70000",
        LOG_LEVEL: "loud",
        WORKERS: "0",
        DEMO: "yes",
        SUBGRAPHS: "identity=ftp://x",
        CORS_ORIGINS: "https://a.example/",
      }),
    );

    expect(fault).toContain("6 settings are wrong");
    expect(fault).toContain("PORT: 70000\n    expected a whole number from 0 to 65535");
    expect(fault).toContain("LOG_LEVEL: loud");
    expect(fault).toContain("WORKERS: 0");
    expect(fault).toContain("DEMO: yes\n    expected 0 or 1");
    expect(fault).toContain("SUBGRAPHS: identity=ftp://x");
    expect(fault).toContain("CORS_ORIGINS: https://a.example/");
  });

  it.each(["1e3", "0x10", " 80", "-1", "4000.5", "99999999999"])("refuse %p as a port", (port) => {
    expect(faultOf(() => start({ PORT: port }))).toContain("PORT");
  });

  it("show neither secrets nor passwords", () => {
    const fault = faultOf(() =>
      start({
        AUTH_SECRET: "too-short",
        GATEWAY_SECRET: "hidden one",
        DATABASE_URL: "mysql://me:hunter2@db/x",
        SUBGRAPHS: "identity=http://u:hunter3@x",
      }),
    );

    expect(fault).toContain("AUTH_SECRET: (9 bytes, not shown)");
    expect(fault).toContain("DATABASE_URL: mysql://…@db/x");
    expect(fault).not.toMatch(/too-short|hidden one|hunter/);
  });

  it("list the subgraphs that SUBGRAPHS may name", () => {
    expect(faultOf(() => start({ SUBGRAPHS: "billing=http://localhost:1" }))).toContain("identity, finance");
    expect(faultOf(() => start({ SUBGRAPHS: "identity=http://a,identity=http://b" }))).toContain("SUBGRAPHS");
    expect([...start({ SUBGRAPHS: "identity=http://a:1/graphql, finance=http://b:2/graphql" }).subgraphs]).toEqual([
      ["identity", "http://a:1/graphql"],
      ["finance", "http://b:2/graphql"],
    ]);
  });

  it("load no demo data in production unless told to", () => {
    expect(start({ NODE_ENV: "production", AUTH_SECRET: SECRET }).demo).toBe(false);
    expect(start({ NODE_ENV: "production", AUTH_SECRET: SECRET, DEMO: "1" }).demo).toBe(true);
  });

  it("hide the schema and refuse other origins in production", () => {
    expect(readGatewayConfig({})).toMatchObject({ introspection: true, corsOrigins: { length: 2 } });
    expect(readGatewayConfig({ NODE_ENV: "production", AUTH_SECRET: SECRET })).toMatchObject({
      introspection: false,
      corsOrigins: [],
    });
  });

  it("allow introspection only where any text is answered", () => {
    const config = start({ TRUSTED_DOCUMENTS: "trusted.json" });

    expect(config.trustedDocuments).toMatch(/^\/.*\/trusted\.json$/);
    expect(config.introspection).toBe(false);
    expect(start({})).toMatchObject({ trustedDocuments: null, introspection: true });
    expect(faultOf(() => start({ TRUSTED_DOCUMENTS: "trusted.json", INTROSPECTION: "1" }))).toContain(
      "INTROSPECTION: (set)\n    expected 0 with TRUSTED_DOCUMENTS",
    );
  });

  it("store the data in DATA_DIR", () => {
    expect(readStoreConfig({ DATA_DIR: "/srv/graph" }).dataDir).toBe("/srv/graph");
  });
});

describe("the limits on traffic", () => {
  it("apply by default, and leave the demo viewer alone", () => {
    expect(start({})).toMatchObject({
      traffic: {
        requestTimeout: 30_000,
        maxBody: 1_048_576,
        maxAnswer: 33_554_432,
        maxRead: 67_108_864,
        maxReadTotal: Math.max(67_108_864, Math.floor(getHeapStatistics().heap_size_limit / 8)),
        maxBuffered: 134_217_728,
        maxConcurrency: 100,
        maxConnections: 5_000,
      },
      subgraphTimeout: 10_000,
      statementTimeout: 35_000,
      rateLimits: { tenant: 0, subject: 0 },
    });
    expect(start({ AUTH_SECRET: SECRET }).rateLimits).toEqual({ tenant: 1_000, subject: 100 });
    expect(start({ AUTH_SECRET: SECRET, RATE_LIMIT_TENANT: "0", RATE_LIMIT_SUBJECT: "5" }).rateLimits).toEqual({
      tenant: 0,
      subject: 5,
    });
  });

  it("follow the request timeout", () => {
    expect(start({ REQUEST_TIMEOUT: "5" })).toMatchObject({
      traffic: { requestTimeout: 5_000 },
      subgraphTimeout: 5_000,
      statementTimeout: 10_000,
    });
    expect(readSubgraphConfig({ REQUEST_TIMEOUT: "60", STATEMENT_TIMEOUT: "20" }, 4001)).toMatchObject({
      traffic: { requestTimeout: 60_000 },
      statementTimeout: 20_000,
    });
    expect(faultOf(() => readGatewayConfig({ REQUEST_TIMEOUT: "5", SUBGRAPH_TIMEOUT: "6" }))).toContain(
      "SUBGRAPH_TIMEOUT: 6\n    expected a whole number from 1 to 5",
    );
  });

  it("let a subgraph read larger bodies once the gateway presents its secret", () => {
    expect(readSubgraphConfig({ GATEWAY_SECRET: SECRET }, 4001).traffic.maxBody).toBe(67_108_864);
    expect(readSubgraphConfig({ GATEWAY_SECRET: SECRET, MAX_BODY: "5000" }, 4001).traffic.maxBody).toBe(5_000);
    expect(readSubgraphConfig({}, 4001).traffic.maxBody).toBe(1_048_576);
  });

  it("let all requests together read at least as much as one may", () => {
    expect(start({ MAX_READ: "300000", MAX_READ_TOTAL: "300000" }).traffic).toMatchObject({
      maxRead: 300_000,
      maxReadTotal: 300_000,
    });
    expect(start({ MAX_READ: "536870912" }).traffic.maxReadTotal).toBeGreaterThanOrEqual(536_870_912);
    expect(start({ MAX_READ_TOTAL: "17179869184" }).traffic.maxReadTotal).toBe(17_179_869_184);
    expect(faultOf(() => start({ MAX_READ: "300000", MAX_READ_TOTAL: "299999" }))).toContain(
      "MAX_READ_TOTAL: 299999\n    expected a whole number from 300000 to",
    );
  });

  it.each([
    ["REQUEST_TIMEOUT", "0"],
    ["REQUEST_TIMEOUT", "30s"],
    ["REQUEST_TIMEOUT", "3600"],
    ["STATEMENT_TIMEOUT", "0"],
    ["MAX_BODY", "10"],
    ["MAX_BODY", "999999999"],
    ["MAX_ANSWER", "1000"],
    ["MAX_READ", "1000"],
    ["MAX_READ_TOTAL", "67108863"],
    ["MAX_BUFFERED", "0"],
    ["MAX_CONCURRENCY", "0"],
    ["MAX_CONNECTIONS", "1"],
    ["RATE_LIMIT_TENANT", "-1"],
    ["RATE_LIMIT_SUBJECT", "many"],
  ])("refuse %s=%s", (name, value) => {
    expect(faultOf(() => start({ [name]: value }))).toContain(`${name}: ${value}\n    expected a whole number from`);
  });
});

describe("a secret", () => {
  const OTHER = "another-secret-of-thirty-two-bytes!!";

  it("may be a list, so that one can replace another", () => {
    const config = start({ AUTH_SECRET: `${OTHER}, ${SECRET}`, GATEWAY_SECRET: `${SECRET},${OTHER}` });

    expect(config.auth).toMatchObject({ secrets: [OTHER, SECRET] });
    expect(config.gatewaySecrets).toEqual([SECRET, OTHER]);
  });

  it.each([`${SECRET},`, `${SECRET},short`, `${SECRET},${SECRET}`])("is refused as a list such as %s", (list) => {
    const fault = faultOf(() => readAuthConfig({ AUTH_SECRET: list }));

    expect(fault).toContain(`AUTH_SECRET: (${list.length} bytes, not shown)`);
    expect(fault).toContain("separated by commas");
  });

  it("may be in a file that ends with a line break, and so may the database URL", () => {
    const env = {
      AUTH_SECRET_FILE: fileWith(`${OTHER}\n${SECRET}\n`),
      GATEWAY_SECRET_FILE: fileWith(`${SECRET}\r\n`),
      METRICS_TOKEN_FILE: fileWith(OTHER),
      DATABASE_URL_FILE: fileWith("postgres://me:hunter2@db/x\n"),
    };

    expect(start(env)).toMatchObject({
      auth: { secrets: [OTHER, SECRET] },
      gatewaySecrets: [SECRET],
      metricsTokens: [OTHER],
      databaseUrl: "postgres://me:hunter2@db/x",
    });
    expect(readSubgraphConfig(env, 4001)).toMatchObject({ gatewaySecrets: [SECRET] });
  });

  it("is refused from a missing or empty file, from two places at once, and when it is wrong", () => {
    const fault = faultOf(() =>
      start({
        AUTH_SECRET_FILE: join(folder, "missing"),
        GATEWAY_SECRET_FILE: fileWith("\n"),
        METRICS_TOKEN: OTHER,
        METRICS_TOKEN_FILE: fileWith(OTHER),
        DATABASE_URL_FILE: fileWith("mysql://me:hunter2@db/x"),
      }),
    );

    expect(fault).toContain("4 settings are wrong");
    expect(fault).toContain(
      `AUTH_SECRET_FILE: ${join(folder, "missing")}\n    expected a file that can be read (ENOENT)`,
    );
    expect(fault).toMatch(/GATEWAY_SECRET_FILE: .*\n {4}expected a file that is not empty/);
    expect(fault).toMatch(/METRICS_TOKEN_FILE: .*\n {4}expected either METRICS_TOKEN or METRICS_TOKEN_FILE, not both/);
    expect(fault).toContain("DATABASE_URL: mysql://…@db/x");
  });
});

describe("sign-in settings", () => {
  it("have a default issuer and audience for a shared secret, which the environment can override", () => {
    expect(readAuthConfig({ AUTH_SECRET: SECRET })).toEqual({
      kind: "secret",
      secrets: [SECRET],
      issuer: "customer-graph",
      audience: "customer-graph",
      contactsScopesFrom: "2027-04-01",
    });
    expect(
      readAuthConfig({ AUTH_SECRET: SECRET, AUTH_ISSUER: "https://id.example", AUTH_AUDIENCE: "crm" }),
    ).toMatchObject({ issuer: "https://id.example", audience: "crm" });
  });

  it("may end the implication of scopes for contacts earlier, never later", () => {
    const from = (day: string) => readAuthConfig({ AUTH_SECRET: SECRET, CONTACTS_SCOPES_FROM: day });

    expect(from("2026-12-01")).toMatchObject({ contactsScopesFrom: "2026-12-01" });
    for (const wrong of ["2027-04-02", "2027-02-30", "tomorrow"]) {
      expect(faultOf(() => from(wrong))).toContain(
        `CONTACTS_SCOPES_FROM: ${wrong}\n    expected a day such as 2027-01-31, at the latest 2027-04-01`,
      );
    }
  });

  it("require issuer and audience for published keys", () => {
    const fault = faultOf(() => readAuthConfig({ AUTH_JWKS_URL: "https://id.example/keys" }));

    expect(fault).toContain("2 settings are wrong");
    expect(fault).toContain("AUTH_ISSUER: (not set)");
    expect(fault).toContain("AUTH_AUDIENCE: (not set)");
  });

  it("accept a secret or published keys, not both", () => {
    expect(faultOf(() => readAuthConfig({ AUTH_SECRET: SECRET, AUTH_JWKS_URL: "https://id.example/keys" }))).toContain(
      "not both",
    );
  });

  it("refuse production without authentication", () => {
    expect(faultOf(() => start({ NODE_ENV: "production" }))).toContain("because NODE_ENV is production");
  });

  it("refuse an issuer or audience that nothing would verify", () => {
    expect(faultOf(() => readAuthConfig({ AUTH_ISSUER: "https://id.example" }))).toContain("AUTH_ISSUER");
  });

  it("refuse a secret of less than 32 bytes", () => {
    expect(faultOf(() => readAuthConfig({ AUTH_SECRET: SECRET.slice(0, 31) }))).toContain("at least 32");
  });

  it("require a gateway secret for a subgraph that is reachable from other machines", () => {
    expect(faultOf(() => readSubgraphConfig({ AUTH_SECRET: SECRET }, 4001))).toContain("GATEWAY_SECRET: (not set)");
    expect(readSubgraphConfig({}, 4001)).toMatchObject({ port: 4001, auth: null, gatewaySecrets: null });
  });
});
