import { readFileSync } from "node:fs";
import { composeSupergraph } from "../../../gateway/supergraph/compose.ts";
import { readManifest } from "../../../gateway/trusted-documents/manifest.ts";
import { DOCUMENT_LIMITS } from "../../../platform/config/limits.ts";
import { createPersistedQueries } from "../../../platform/http/graphql/persisted-queries.ts";
import { projectFile } from "../../../platform/project.ts";
import { SUBGRAPHS, supergraphSdl } from "../../support/engine/graph.ts";
import { manifestOf, serveTestGraph, sha256, trusted } from "../../support/trusted-graph.ts";

const PRODUCTS = "query Products {\n  products {\n    name\n  }\n}";
const HEAVY = "query Heavy($all: Boolean! = true) {\n  products {\n    name @include(if: $all)\n    isHeavy\n  }\n}";
const FREE = "query Free {\n  products {\n    isHeavy\n  }\n}";

const servers: { close(): Promise<void> }[] = [];
const serve = async (...parameters: Parameters<typeof serveTestGraph>) => {
  const server = await serveTestGraph(...parameters);
  servers.push(server);
  return server;
};

interface PlainResponse {
  readonly status: number;
  readonly data?: { readonly products?: readonly object[] } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const told = async (response: Response): Promise<PlainResponse> => ({
  status: response.status,
  ...((await response.json()) as object),
});
const post = async (url: string, body: object): Promise<PlainResponse> =>
  told(
    await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
const get = async (url: string, search: Record<string, string>): Promise<PlainResponse> =>
  told(
    await fetch(`${url}/graphql?${new URLSearchParams(search)}`, { headers: { "apollo-require-preflight": "yes" } }),
  );
const hashed = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const codeOf = ({ errors }: PlainResponse) => errors?.[0]?.extensions.code;

afterAll(() => Promise.all(servers.map((server) => server.close())));

describe("TRUSTED_DOCUMENTS", () => {
  let url: string;
  let gateway: Awaited<ReturnType<typeof serveTestGraph>>["gateway"];
  const WRITE = 'mutation Rename {\n  productRename(id: "p1", name: "Kite") {\n    name\n  }\n}';

  beforeAll(async () => {
    ({ url, gateway } = await serve(trusted(PRODUCTS, HEAVY)));
  });

  it("plans every listed document in each of its variants before the first request", () => {
    expect(gateway.statistics().compiled.count).toBe(3);
    expect(gateway.statistics().operations.hits).toBe(0);
  });

  it.each([
    ["a documentId", { documentId: sha256(PRODUCTS) }],
    ["a documentId that says its algorithm", { documentId: `sha256:${sha256(PRODUCTS)}` }],
    ["a documentId beside an empty query", { documentId: sha256(PRODUCTS), query: "" }],
    ["the hash of a persisted query", { extensions: hashed(PRODUCTS) }],
    ["both, if they agree", { documentId: sha256(PRODUCTS), extensions: hashed(PRODUCTS) }],
    ["the very text that is listed", { query: PRODUCTS }],
    ["the listed text with its hash", { query: PRODUCTS, extensions: hashed(PRODUCTS) }],
  ])("answers %s", async (_, body) => {
    const answer = await post(url, { operationName: "Products", ...body });

    expect(answer.errors).toBeUndefined();
    expect(answer.data?.products?.[0]).toEqual({ name: "Product 0" });
  });

  it("passes variables on, and plans nothing again", async () => {
    const answer = await post(url, { documentId: sha256(HEAVY), variables: { all: false } });

    expect(answer.data?.products?.[0]).toEqual({ isHeavy: false });
    expect(gateway.statistics().compiled.count).toBe(3);
  });

  it.each([
    ["a documentId", { documentId: sha256(PRODUCTS) }],
    ["a hash", { extensions: JSON.stringify(hashed(PRODUCTS)) }],
    ["the listed text", { query: PRODUCTS }],
  ])("answers a GET with %s", async (_, search) => {
    expect((await get(url, search)).data?.products?.[0]).toEqual({ name: "Product 0" });
  });

  it.each([
    ["a text that is not listed", { query: FREE }, "OPERATION_REFUSED"],
    ["a listed text with one more space", { query: `${PRODUCTS} ` }, "OPERATION_REFUSED"],
    ["a text that is no GraphQL", { query: "{" }, "OPERATION_REFUSED"],
    ["introspection", { query: "{ __schema { types { name } } }" }, "OPERATION_REFUSED"],
    ["a text beside a listed id", { query: FREE, documentId: sha256(PRODUCTS) }, "OPERATION_REFUSED"],
    ["a text with its hash, which would register it", { query: FREE, extensions: hashed(FREE) }, "OPERATION_REFUSED"],
    ["an id that is not listed", { documentId: sha256(FREE) }, "PERSISTED_QUERY_NOT_FOUND"],
    ["an id that is none", { documentId: "__proto__" }, "PERSISTED_QUERY_NOT_FOUND"],
    ["a hash that is not listed", { extensions: hashed(FREE) }, "PERSISTED_QUERY_NOT_FOUND"],
    ["an id that is no text", { documentId: 7 }, "BAD_REQUEST"],
    ["two different ids", { documentId: sha256(HEAVY), extensions: hashed(PRODUCTS) }, "BAD_REQUEST"],
    ["a listed text under another listed id", { documentId: sha256(HEAVY), query: PRODUCTS }, "BAD_REQUEST"],
    ["neither id nor text", { variables: {} }, "BAD_REQUEST"],
  ])("refuses %s", async (_, body, code) => {
    const answer = await post(url, body);

    expect(codeOf(answer)).toBe(code);
    expect(answer.data).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain("isHeavy");
  });

  it.each([
    ["a text that is not listed", { query: FREE }, "OPERATION_REFUSED"],
    ["a text beside a listed id", { query: FREE, documentId: sha256(PRODUCTS) }, "OPERATION_REFUSED"],
    ["an id in two places", { documentId: sha256(PRODUCTS), extensions: "{}" }, "BAD_REQUEST"],
  ])("refuses a GET with %s", async (_, search, code) => {
    expect(codeOf(await get(url, search))).toBe(code);
  });

  it("answers a listed mutation by POST, and refuses it by GET", async () => {
    const { url } = await serve(trusted(WRITE));

    expect((await get(url, { documentId: sha256(WRITE) })).status).toBe(405);
    expect((await post(url, { documentId: sha256(WRITE) })).errors).toBeUndefined();
  });

  it("does not start with a schema that does not answer all of them, and names each with every reason", async () => {
    const wrong = [
      "query A { nothing }",
      "query B { products { price(a: 1) } more }",
      PRODUCTS,
      "query C { __schema { __typename } }",
    ];

    const start = serveTestGraph(trusted(...wrong));

    await expect(start).rejects.toThrow(/^The schema cannot answer these trusted documents/);
    const message = await start.catch((error: Error) => error.message);
    expect(message).toMatch(/- A \(.{8}…\)\n +Cannot query field "nothing"/);
    expect(message).toMatch(/- B [^-]+"more"/);
    expect(message).toMatch(/- C [^-]+introspection/);
    expect(message).not.toContain("Products");
  });

  it("does not start with documents beyond the limits, which would be refused whatever their variables", async () => {
    const documentLimits = { ...DOCUMENT_LIMITS, tokens: 12, depth: 1 };

    const start = serveTestGraph(trusted(PRODUCTS, HEAVY), { documentLimits });

    await expect(start).rejects.toThrow(
      /- Products .*\n +The operation is 2 fields deep[\s\S]+- Heavy .*\n +It has more words/,
    );
  });

  it("refuses a new supergraph that no longer answers them, and plans them on one that does", async () => {
    const { gateway, url } = await serve(trusted(HEAVY));
    const without = composeSupergraph(
      SUBGRAPHS.filter(({ name }) => name !== "shipping").map((subgraph) => ({
        ...subgraph,
        url: "http://subgraph.invalid",
      })),
    ).supergraphSdl;

    await expect(gateway.replaceSupergraph(without)).rejects.toThrow(/Heavy[\s\S]+isHeavy/);
    expect((await post(url, { documentId: sha256(HEAVY) })).errors).toBeUndefined();

    await gateway.replaceSupergraph(`${supergraphSdl}\n# again`);
    expect(gateway.statistics().compiled.count).toBe(2);
    expect((await post(url, { documentId: sha256(HEAVY) })).errors).toBeUndefined();
    expect(gateway.statistics().compiled.count).toBe(2);
  });
});

describe("a manifest", () => {
  it("written by codegen is read completely", () => {
    const text = readFileSync(projectFile("client/generated/trusted-documents.json"), "utf8");

    const { documents, faults } = readManifest(text);

    expect(faults).toEqual([]);
    expect(documents.size).toBe(JSON.parse(text).operations.length);
  });

  it.each([
    ["no JSON", "{", /^It is not JSON/],
    ["no object", "[]", /"format" is undefined/],
    ["another format", '{"format":"other","version":1,"operations":[]}', /"format" is "other"/],
    ["nothing listed", '{"format":"apollo-persisted-query-manifest","version":1,"operations":[]}', /"operations"/],
    ["a body that does not parse", manifestOf("query A {"), /operations\[0\] \(A\): the body does not parse/],
    ["two operations in one body", manifestOf("query A { a } query B { b }"), /has 2 operations/],
    ["an operation without a name", manifestOf("{ a }"), /it has no name/],
    ["the same one twice", manifestOf(PRODUCTS, PRODUCTS), /operations\[1\] \(Products\): the same id/],
    [
      "a hash of something else",
      manifestOf(PRODUCTS).replace("isHeavy", "x").replace(sha256(PRODUCTS), sha256(FREE)),
      /not the SHA-256/,
    ],
    ["another name", manifestOf(PRODUCTS).replace('"name":"Products"', '"name":"Other"'), /the body names it Products/],
    ["another type", manifestOf(PRODUCTS).replace('"query"', '"mutation"'), /the type is "mutation", the body a query/],
  ])("with %s is refused", (_, text, reason) => {
    expect(readManifest(text).faults[0]).toMatch(reason);
  });

  it("with several faults reports all of them", () => {
    const text = manifestOf("query A {", "{ b }", "query C { c }").replace('"version":1', '"version":2');

    expect(readManifest(text).faults.map((fault) => fault.slice(0, 16))).toEqual([
      '"version" is 2 i',
      "operations[0] (A",
      "operations[1]: i",
      "operations[1]: t",
    ]);
  });
});

describe("automatic persisted queries, without a manifest", () => {
  let url: string;

  beforeAll(async () => {
    ({ url } = await serve());
  });

  it("answer a hash, also by GET, once its text has been sent", async () => {
    const extensions = hashed(PRODUCTS);
    expect(codeOf(await post(url, { extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");

    await post(url, { query: PRODUCTS, extensions });

    expect((await post(url, { extensions })).data?.products?.[0]).toEqual({ name: "Product 0" });
    expect((await get(url, { extensions: JSON.stringify(extensions) })).data?.products?.[0]).toEqual({
      name: "Product 0",
    });
  });

  it("accept a text only under its own hash", async () => {
    const forged = await post(url, { query: FREE, extensions: hashed(HEAVY) });

    expect(codeOf(forged)).toBe("BAD_REQUEST");
    expect(codeOf(await post(url, { extensions: hashed(HEAVY) }))).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  it("store nothing invalid", async () => {
    const wrong = "query Wrong { nothing }";
    expect(codeOf(await post(url, { query: wrong, extensions: hashed(wrong) }))).toBe("GRAPHQL_VALIDATION_FAILED");

    expect(codeOf(await post(url, { extensions: hashed(wrong) }))).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  it("write nothing by GET", async () => {
    const write = 'mutation Rename { productRename(id: "p1", name: "Kite") { name } }';
    await post(url, { query: write, extensions: hashed(write) });

    expect((await get(url, { extensions: JSON.stringify(hashed(write)) })).status).toBe(405);
  });

  it("are kept up to a number and a length, the least recently used evicted first", async () => {
    const texts = createPersistedQueries({ texts: 3, characters: 100 });
    for (const key of ["a", "b", "c"]) await texts.set(key, key);
    await texts.get("a");
    await texts.set("d", "d");
    expect(await Promise.all(["a", "b", "c", "d"].map((key) => texts.get(key)))).toEqual(["a", undefined, "c", "d"]);

    await texts.set("long", "x".repeat(99));

    expect(await Promise.all(["a", "c", "d", "long"].map((key) => texts.get(key)))).toEqual([
      undefined,
      undefined,
      "d",
      "x".repeat(99),
    ]);
  });
});
