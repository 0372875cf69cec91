import type { Explanation as ReadByExplorer } from "../../../client/explorer/cost/shape.ts";
import type { ExplainRefusal, Explanation } from "../../../gateway/explain/shape.ts";
import { DEMO_TENANT_ID } from "../../../platform/auth/demo-viewer.ts";
import { explainStatement } from "../../../platform/observability/explain/statement.ts";
import { projectFile } from "../../../platform/project.ts";
import { demoDatabase } from "../../support/demo-database.ts";
import { AUTH_SECRET, GATEWAY_SECRET } from "../../support/secrets.ts";
import { build, cleanUp, ended, type ServerProcess, serve } from "../../support/server-process.ts";

const SUPERGRAPH = ["--supergraph", projectFile("schema/supergraph.graphql")];
const LIST = `query List($n: Int!, $party: Boolean!) {
  top: customers(first: $n) { nodes { id: displayName finance { taxExempt } party @include(if: $party) { displayName } } }
}`;

interface Told {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own data.
  readonly data?: any;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly explain?: Explanation & Partial<ExplainRefusal> };
}

const ask = async (url: string, body: object, headers: Record<string, string> = {}): Promise<Told> => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Told;
};

const EXPLAIN = { "x-explain": "1" };
const explained = async (url: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await ask(url, body, { ...EXPLAIN, ...headers });
  const { explain } = answer.extensions ?? {};
  if (!explain) throw new Error(`nothing is explained: ${JSON.stringify(answer)}`);
  return { ...answer, explain: explain satisfies ReadByExplorer };
};

let graph: ServerProcess;
let database: string;

beforeAll(async () => {
  await build();
  database = await demoDatabase();
  graph = await serve("start", [], { DATABASE_URL: database });
});

afterAll(cleanUp);

describe("an explained query", () => {
  const list = { query: LIST, variables: { n: 5, party: false } };

  it("has the plan, the fetches that ran, and the statements of each subgraph", async () => {
    const { data, explain } = await explained(graph.url, list);

    expect(data.top.nodes).toHaveLength(5);
    const [tree] = explain.plan?.trees ?? [];
    expect(tree).toMatchObject({
      kind: "Sequence",
      nodes: [{ kind: "Fetch", id: 1, subgraph: "directory", paths: [] }, { kind: "Parallel" }],
    });
    expect(explain.plan?.text).toMatch(/^One after the other\n {2}Fetch 1 from directory\n/);
    expect(explain.plan?.text).toMatch(/Fetch \d from finance at top\.nodes\.@\n/);
    expect(explain.fetches[0]).toMatchObject({
      planId: 1,
      subgraph: "directory",
      representations: null,
      results: 1,
      errors: [],
    });
    expect(explain.fetches.find(({ subgraph }) => subgraph === "finance")).toMatchObject({
      representations: 5,
      results: 5,
      operation: expect.stringContaining("_entities"),
    });
    const finance = explain.sql.find(({ subgraph }) => subgraph === "finance");
    expect(finance).toMatchObject({ count: 1, rows: expect.any(Number) });
    expect(finance?.statements[0]).toMatchObject({
      name: expect.stringContaining("finance"),
      text: expect.stringContaining("from finance.profile"),
      parameters: expect.arrayContaining(["text(36)", "list(5)"]),
      writes: false,
    });
  });

  it("has the duration of each step, and which steps were not needed again", async () => {
    const query = `${LIST} # once`;
    const { explain: first } = await explained(graph.url, { ...list, query });
    const { explain: again } = await explained(graph.url, { ...list, query });

    expect(first.times).toEqual({
      parse: expect.any(Number),
      validate: expect.any(Number),
      plan: null,
      execute: expect.any(Number),
      complete: expect.any(Number),
      total: expect.any(Number),
    });
    expect(again).toMatchObject({ times: { parse: null, validate: null, plan: null }, plan: { cached: true } });
    expect(again.cost).toEqual(first.cost);
    expect(again.cost?.estimated).toBeGreaterThan(5);
    expect(again.times.total).toBeGreaterThan(again.times.execute ?? 0);
    for (const { start, duration } of again.fetches) expect(start + duration).toBeLessThanOrEqual(again.times.total);
  });

  it("is planned again for another condition, and says so", async () => {
    const { explain } = await explained(graph.url, { ...list, variables: { n: 5, party: true } });

    expect(explain.plan?.cached).toBe(false);
    expect(explain.times.plan).toBeGreaterThan(0);
    expect(explain.fetches.map(({ subgraph }) => subgraph)).toContain("identity");
  });

  it("shows no parameter values", async () => {
    const search = { query: '{ customers(first: 3, filter: { nameContains: "Zweifelhaft" }) { totalCount } }' };

    const { explain } = await explained(graph.url, search);

    expect(explain.sql.flatMap(({ statements }) => statements).length).toBeGreaterThan(0);
    expect(JSON.stringify(explain.sql)).not.toMatch(/Zweifelhaft|0198c0de/i);
  });

  it("is explained as far as it got when it is refused", async () => {
    const { errors, explain } = await explained(graph.url, { query: "{ nothing }" });

    expect(errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(explain).toMatchObject({ plan: null, fetches: [], sql: [], times: { execute: null } });
    expect(explain.times.validate).toBeGreaterThan(0);
  });

  it("is not explained without the header", async () => {
    expect(await ask(graph.url, list)).not.toHaveProperty("extensions");
    expect(await ask(graph.url, list, { "x-explain": "0" })).not.toHaveProperty("extensions");
  });
});

describe("an explained mutation", () => {
  it("has every statement of its transaction, and the parts that ran one after another", async () => {
    const { data } = await ask(graph.url, { query: "{ customers(first: 1) { nodes { id version } } }" });
    const { id } = data.customers.nodes[0];
    const query = `mutation Twice($input: CreditLimitSetInput!) {
      first: creditLimitSet(input: $input) { customer { displayName } userErrors { code } }
      second: creditLimitSet(input: $input) { userErrors { code } }
    }`;

    const { explain, errors } = await explained(graph.url, {
      query,
      variables: { input: { customerId: id, creditLimit: { amount: "750.00" } } },
    });

    expect(errors).toBeUndefined();
    expect(explain.plan?.trees).toHaveLength(2);
    expect(new Set(explain.fetches.map(({ planId }) => planId)).size).toBe(explain.fetches.length);
    const writes = explain.sql
      .find(({ subgraph }) => subgraph === "finance")
      ?.statements.filter((statement) => statement.writes);
    const texts = writes?.map(({ text }) => text.trim().split(/\s/)[0]?.toUpperCase());
    expect(texts?.filter((word) => word === "START")).toHaveLength(2);
    expect(texts?.filter((word) => word === "COMMIT")).toHaveLength(2);
    expect(JSON.stringify(writes)).toMatch(/identity\.touch/);
    expect(JSON.stringify(writes)).not.toContain("750");
  });
});

describe("explaining across processes", () => {
  const CUSTOMERS = { query: "{ customers(first: 2) { nodes { displayName } } }" };
  let gateway: ServerProcess;
  let identity: ServerProcess;
  const tokens: Record<string, string> = {};
  const bearer = (who: string) => ({ authorization: `Bearer ${tokens[who]}` });

  beforeAll(async () => {
    const secrets = { AUTH_SECRET, GATEWAY_SECRET };
    const token = async (scope: string) =>
      (await ended("token", ["--tenant", DEMO_TENANT_ID, "--scope", scope], { AUTH_SECRET })).stdout.trim();
    const [directory, started] = await Promise.all([
      serve("subgraph", ["directory"], { ...secrets, DATABASE_URL: database }),
      serve("subgraph", ["identity"], { ...secrets, DATABASE_URL: database }),
    ]);
    identity = started;
    const SUBGRAPHS = `directory=${directory.url}/graphql,identity=${identity.url}/graphql`;
    gateway = await serve("gateway", SUPERGRAPH, { ...secrets, SUBGRAPHS });
    tokens.admin = await token("customers:read admin");
    tokens.reader = await token("customers:read");
  });

  it("includes the statements of subgraphs elsewhere", async () => {
    const { data, explain } = await explained(gateway.url, CUSTOMERS, bearer("admin"));

    expect(data.customers.nodes).toHaveLength(2);
    expect(explain.sql.map(({ subgraph }) => subgraph)).toEqual(["directory", "identity"]);
    expect(explain.sql[0]?.statements[0]?.text).toMatch(/select/i);
  });

  it("is refused without the scope admin, and the response is the same", async () => {
    const { data, extensions, errors } = await ask(gateway.url, CUSTOMERS, { ...EXPLAIN, ...bearer("reader") });

    expect(data.customers.nodes).toHaveLength(2);
    expect(errors).toBeUndefined();
    expect(extensions).toEqual({
      explain: { error: { code: "FORBIDDEN", message: expect.stringContaining("admin") } },
    });
  });

  it("reveals nothing to a stranger", async () => {
    expect(await ask(gateway.url, CUSTOMERS, EXPLAIN)).not.toHaveProperty("extensions");
  });

  it.each([
    ["the gateway in an admin's name", "admin", true],
    ["the gateway in a reader's name", "reader", false],
  ])("makes a subgraph report its statements to %s: %#", async (_, who, tells) => {
    const asked = { query: '{ customer(id: "0198c0de-0000-7000-8000-ffffffffffff") { displayName } }' };
    const headers = { ...EXPLAIN, ...bearer(who) };

    const answer = await ask(identity.url, asked, { ...headers, "x-gateway-secret": GATEWAY_SECRET });
    expect(answer.extensions?.explain !== undefined).toBe(tells);

    expect(await ask(identity.url, asked, headers)).not.toHaveProperty("extensions");
  });
});

describe("a browser of another origin", () => {
  it("may send x-explain where it may send requests at all", async () => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: "OPTIONS",
      headers: { origin: "https://studio.apollographql.com", "access-control-request-headers": "x-explain" },
    });

    expect(response.headers.get("access-control-allow-headers")).toContain("x-explain");
  });
});

describe("a statement", () => {
  it("is shown with the types and lengths of its parameters", () => {
    const parameters = ["Ada", 7, 7n, true, null, Buffer.from("ab"), ["x", "y"], { a: 1 }];

    const shown = explainStatement({ text: "select", parameters, rows: 1, milliseconds: 0.12345, writes: false });

    expect(shown).toEqual({
      name: null,
      text: "select",
      parameters: ["text(3)", "number", "bigint", "boolean", "null", "bytes(2)", "list(2)", "json"],
      rows: 1,
      duration: 0.123,
      writes: false,
    });
  });

  it("is truncated when it is very long", () => {
    const long = { text: "x".repeat(9_000), parameters: Array.from({ length: 60 }, () => "a") };

    const shown = explainStatement({ ...long, rows: 0, milliseconds: 1, writes: true });

    expect(shown.text).toHaveLength(5_001);
    expect(shown.parameters).toHaveLength(51);
    expect(shown.parameters.at(-1)).toBe("10 more");
  });
});
