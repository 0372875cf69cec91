import fc from "fast-check";
import { costOf, givenNames, keysOf, meant, namedDocuments } from "../../../support/operation-name.ts";
import { runs } from "../../../support/runs.ts";
import { serveTestGraph, sha256, trusted } from "../../../support/trusted-graph.ts";

const RUNS = runs(60);

type Fields = Readonly<Record<string, unknown>>;

const WRITE = 'mutation Write { productRename(id: "p1", name: "Kite") { name } }';
const graph = await serveTestGraph();
const listing = await serveTestGraph(trusted(WRITE));
afterAll(() => Promise.all([graph.close(), listing.close()]));

const told = async (response: Response) => {
  const { data, errors, extensions } = (await response.json()) as {
    readonly data?: Fields | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    readonly extensions?: { readonly explain?: { readonly cost: { readonly estimated: number } | null } };
  };
  const [error] = errors ?? [];
  const cost = extensions?.explain?.cost?.estimated;
  return { status: response.status, data: data ?? null, code: error?.extensions.code, message: error?.message, cost };
};

const post = async (fields: Fields, url = graph.url) => {
  const headers = { "content-type": "application/json", "x-explain": "1" };
  return told(await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify(fields) }));
};

/** GET parameters are always text. */
const textOf = (value: unknown): string =>
  typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : String(value);

const get = async (fields: Fields, url = graph.url) => {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, textOf(value)])));
  const headers = { "apollo-require-preflight": "1", "x-explain": "1" };
  return told(await fetch(`${url}/graphql?${search}`, { headers }));
};

const hashed = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

describe("operationName", () => {
  it.each([
    ["POST", post, (name: unknown) => name],
    ["GET", get, (name: unknown) => name && textOf(name)],
  ])(
    "of %s means one operation to the limits, the check of GET and the engine, or the request is refused and nothing runs",
    async (method, ask, asSent) => {
      const check = fc.asyncProperty(namedDocuments, givenNames, fc.boolean(), async (document, name, byHash) => {
        const { operations, text } = document;
        const index = meant(document, asSent(name));
        const mayRun = index !== undefined && (method === "POST" || operations[index]?.kind === "query");
        const withText = { query: text, operationName: name, extensions: byHash ? hashed(text) : undefined };
        const { query: _, ...withoutText } = withText;

        for (const fields of [withText, byHash ? withoutText : withText, withText]) {
          const before = graph.store.writes.length;
          const { status, data, code, cost } = await ask(fields);
          const writes = graph.store.writes.slice(before);

          if (!mayRun) {
            const isNotFound = code === "PERSISTED_QUERY_NOT_FOUND";
            expect({ status, data, writes }).toEqual({
              status: isNotFound ? 200 : expect.any(Number),
              data: null,
              writes: [],
            });
            if (!isNotFound) expect(Math.floor(status / 100)).toBe(4);
            continue;
          }
          const keys = keysOf(index);
          expect({ status, keys: Object.keys(data ?? {}) }).toEqual({ status: 200, keys });
          expect(writes).toEqual(operations[index]?.kind === "mutation" ? keys.map(() => `rename p${index}`) : []);
          expect(cost).toBe(costOf(document, index));
        }
      });
      await fc.assert(check, { numRuns: RUNS });
    },
    120_000,
  );

  it("counts as absent when empty: limits hold, GET runs no mutation, and a listed document is answered", async () => {
    const before = graph.store.writes.length;
    const query = `{ ${Array.from({ length: 21 }, (_, n) => `a${n}: __typename`).join(" ")} }`;

    for (const _ of ["new", "known"]) {
      expect(await post({ query, operationName: "" })).toMatchObject({ status: 400, code: "OPERATION_REFUSED" });
      expect(await get({ query: WRITE, operationName: "" })).toMatchObject({ status: 405, data: null });
      const answer = await post({ documentId: sha256(WRITE), operationName: "" }, listing.url);
      expect(answer).toMatchObject({ status: 200, data: { productRename: { name: "Kite" } } });
      expect(await get({ documentId: sha256(WRITE), operationName: "" }, listing.url)).toMatchObject({ status: 405 });
    }
    expect(graph.store.writes).toHaveLength(before);
  });

  it("that no operation has is refused with the existing names", async () => {
    const query = "query A { me { id } } query B { me { id } }";

    expect(await post({ query, operationName: "C".repeat(5_000) })).toMatchObject({
      status: 400,
      code: "OPERATION_RESOLUTION_FAILURE",
      message: `The document has no operation "${"C".repeat(100)}". It has A, B.`,
    });
    expect((await post({ query })).message).toBe("Name the operation to run in operationName. It has A, B.");
    expect((await post({ query: "{ me { id } }", operationName: "A" })).message).toBe(
      'The document has no operation "A". Its only one has no name: leave operationName out.',
    );
  });
});

describe("The hash of a persisted query", () => {
  it.each([{ toString: 1 }, ["x"], 7, null])("that is %j is refused", async (sha256Hash) => {
    const extensions = { persistedQuery: { version: 1, sha256Hash } };

    for (const ask of [post, get]) {
      for (const fields of [{ extensions }, { query: "{ me { id } }", extensions }]) {
        const { status, code, message } = await ask(fields);
        expect({ status, code }).toEqual({ status: 400, code: "BAD_REQUEST" });
        expect(message).toContain("sha256Hash");
      }
    }
  });
});
