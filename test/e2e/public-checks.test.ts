import { describe, expect, it } from "@jest/globals";
import { auditServer } from "graphql-http";
import { startProductionGraph } from "../support/production-graph.ts";

const { graph, authorization, again } = await startProductionGraph();

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  readonly extensions?: unknown;
}

const request = async (path: string, init: RequestInit = {}) => {
  const headers = { authorization, ...(init.headers as Record<string, string>) };
  const response = await fetch(graph.url + path, { ...init, headers });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, text, body: (type.includes("json") ? JSON.parse(text) : {}) as Body };
};

const post = (value: unknown) =>
  request("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

const ask = (query: string) => post({ query, operationName: "cop" });

const repeated = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join("\n");

describe("The graph, under graphql-http's audit", () => {
  it("fails no check", async () => {
    // Two of the checks use introspection.
    const open = await again({ INTROSPECTION: "1" });

    const results = await auditServer({
      url: `${open.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization } }),
    });

    expect(results.length).toBeGreaterThan(60);
    expect(results.filter(({ status }) => status === "error").map(({ name }) => name)).toEqual([]);
  });
});

// The checks of github.com/dolevf/graphql-cop, under their original names.
describe("The graph in production, under graphql-cop's checks", () => {
  it("answers a valid request, so that these checks mean something", async () => {
    expect(await ask("query cop { __typename }")).toMatchObject({
      status: 200,
      body: { data: { __typename: "Query" } },
    });
  });

  it("Alias Overloading: refuses 101 aliases", async () => {
    const { status, body } = await ask(`query cop { ${repeated(101, (n) => `alias${n}: __typename`)} }`);

    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors).toHaveLength(1);
  });

  it("Array-based Query Batching: refuses a list of requests", async () => {
    const { status, body } = await post(Array.from({ length: 10 }, () => ({ query: "query cop { __typename }" })));

    expect(status).toBe(400);
    expect(Array.isArray(body)).toBe(false);
  });

  it("Introspection-based Circular Query: refuses circular introspection", async () => {
    const circles = "{ fields { type { fields { type { fields { type { fields { type { name } } } } } } } } }";
    const { status, body } = await ask(`query cop { __schema { types ${circles} } }`);

    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
  });

  it("Directive Overloading: does not report an error for each of many directives", async () => {
    const { status, body } = await ask(`query cop { __typename ${"@aa".repeat(10)} }`);

    expect(status).toBe(400);
    expect(body.errors?.length).toBeLessThan(10);
  });

  it("Field Duplication: refuses 500 times the same field", async () => {
    const { status, body } = await ask(`query cop { ${repeated(500, () => "__typename")} }`);

    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
  });

  it.each(["query cop { __schema { directive } }", "query cop { custome }", 'query cop { customer(idd: "x") { id } }'])(
    "Field Suggestions: suggests no names: %s",
    async (query) => {
      const { status, text } = await ask(query);

      expect(status).toBe(400);
      expect(text).not.toContain("Did you mean");
    },
  );

  it("Introspection: does not show the schema", async () => {
    const { status, body } = await ask("query cop { __schema { types { name fields { name } } } }");

    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
  });

  it.each(["/", "/graphiql", "/playground", "/console", "/graphql", "/explorer"])(
    "GraphQL IDE: shows no explorer at %s",
    async (path) => {
      const { text } = await request(path, { headers: { accept: "text/html" } });

      expect(text).not.toMatch(/graphiql|playground|sandbox/i);
    },
  );

  it("GET Method Query Support: refuses a plain GET, which another site could make a browser send", async () => {
    const { status, body } = await request("/graphql?query=query+cop+%7B__typename%7D");

    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
  });

  it("Mutation is allowed over GET: refused even after a preflight", async () => {
    const plain = await request("/graphql?query=mutation+cop+%7B__typename%7D");
    const preflighted = await request("/graphql?query=mutation+cop+%7B__typename%7D", {
      headers: { "apollo-require-preflight": "1" },
    });

    expect([plain.status, preflighted.status]).toEqual([400, 405]);
    expect([plain.body.data, preflighted.body.data]).toEqual([undefined, undefined]);
  });

  it.each(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])(
    "POST based url-encoded query: refuses %s",
    async (type) => {
      const { status, body } = await request("/graphql", {
        method: "POST",
        headers: { "content-type": type },
        body: "query=query+cop+%7B__typename%7D",
      });

      expect(status).toBe(415);
      expect(body.data).toBeUndefined();
    },
  );

  it("Trace Mode: reveals no timings", async () => {
    const { body } = await ask("query cop { __typename }");

    expect(body.extensions).toBeUndefined();
  });

  it("Unhandled Errors Detection: reports what is wrong with a document, without an exception", async () => {
    const { status, body } = await ask("qwerty cop { abc }");

    expect(status).toBe(400);
    expect(body.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "GRAPHQL_PARSE_FAILED" }]);
  });
});
