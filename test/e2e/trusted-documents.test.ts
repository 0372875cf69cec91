import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { type DocumentNode, Kind, type OperationDefinitionNode } from "graphql";
import { of } from "rxjs";
import { createCustomerCache } from "../../client/cache/index.ts";
import * as client from "../../client/index.ts";
import { projectFile } from "../../platform/project.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { build, cleanUp, dataFolder, ended, type ServerProcess, serve } from "../support/server-process.ts";
import { manifestOf, sha256 } from "../support/trusted-graph.ts";

const TRUSTED_DOCUMENTS = projectFile("client/generated/trusted-documents.json");
const SUPERGRAPH = projectFile("schema/supergraph.graphql");
const WRONG = manifestOf("query A { nothing }", "query B { customers { nodes { more } } }");

const post = async (url: string, body: object) => {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
};

const operationOf = (document: DocumentNode) =>
  document.definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);
const documents = Object.values(client)
  .filter((each): each is typeof client.CustomersDocument => typeof each === "object" && "definitions" in each)
  .filter((document) => operationOf(document));

const wrongManifest = async (): Promise<string> => {
  const path = join(await dataFolder(), "wrong.json");
  await writeFile(path, WRONG);
  return path;
};

let graph: ServerProcess;

beforeAll(async () => {
  await build();
  graph = await serve("start", [], { TRUSTED_DOCUMENTS, DATABASE_URL: await demoDatabase() });
});

afterAll(cleanUp);

describe("npm start with TRUSTED_DOCUMENTS", () => {
  it("answers Apollo Client, which sends only ids", async () => {
    const sent: string[] = [];
    const http = new HttpLink({
      uri: `${graph.url}/graphql`,
      fetch: (input, init) => {
        sent.push(String(init?.body));
        return fetch(input, init);
      },
    });
    const byId = new PersistedQueryLink({
      generateHash: (document) => client.documentIds[operationOf(document)?.name?.value ?? ""] ?? "",
      retry: () => false,
      disable: () => false,
    });
    const apollo = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([byId, http]) });

    const { data } = await apollo.query({ query: client.CustomersDocument, variables: { first: 3 } });

    expect(data?.customers.nodes).toHaveLength(3);
    expect(sent).toHaveLength(1);
    expect(JSON.parse(sent[0] ?? "")).not.toHaveProperty("query");
  });

  it("answers Apollo Client's texts too, which are exactly the listed ones", async () => {
    const apollo = new ApolloClient({
      cache: createCustomerCache(),
      link: new HttpLink({ uri: `${graph.url}/graphql` }),
    });

    const { data } = await apollo.query({ query: client.CustomersDocument, variables: { first: 2 } });

    expect(data?.customers.nodes).toHaveLength(2);
  });

  it("refuses any other text, and says why there is neither Sandbox nor explorer", async () => {
    const { data, errors } = await post(graph.url, { query: "{ customers { totalCount } }" });
    expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, "OPERATION_REFUSED"]);

    for (const path of ["/", "/explorer"]) {
      const page = await fetch(graph.url + path, { headers: { accept: "text/html" } });
      expect(page.status).toBe(404);
      expect(await page.text()).toContain("trusted documents only");
    }
  });

  it.each(["1", "2"])("does not start %s workers with documents that the schema does not answer", async (WORKERS) => {
    const { code, stderr } = await ended("start", [], {
      TRUSTED_DOCUMENTS: await wrongManifest(),
      DATABASE_URL: await demoDatabase(),
      WORKERS,
      LOG_LEVEL: "silent",
      DEMO: "0",
    });

    expect(code).toBe(1);
    expect(stderr.match(/- A [\s\S]+"nothing"[\s\S]+- B [\s\S]+"more"/g)).toHaveLength(1);
  });
});

describe("npm start with CONTRACT=public", () => {
  it("does not start with the manifest of the whole schema, and says that there is another", async () => {
    const { code, stderr } = await ended("start", [], {
      CONTRACT: "public",
      TRUSTED_DOCUMENTS,
      DATABASE_URL: await demoDatabase(),
      LOG_LEVEL: "silent",
      DEMO: "0",
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(/- TenantUpdate [\s\S]+- WorkspaceUpdate [\s\S]+each contract has its own/);
  });
});

describe("npm run gateway with TRUSTED_DOCUMENTS", () => {
  it.each([
    ["a file that is not there", async () => join(await dataFolder(), "none.json"), /cannot be read from .*ENOENT/],
    ["documents that the schema does not answer", wrongManifest, /- A [\s\S]+- B /],
  ])("does not start with %s", async (_, path, reason) => {
    const { code, stderr } = await ended("gateway", ["--supergraph", SUPERGRAPH], {
      TRUSTED_DOCUMENTS: await path(),
      LOG_LEVEL: "silent",
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
  });

  it("keeps its supergraph when a changed one no longer answers them", async () => {
    const supergraph = join(await dataFolder(), "supergraph.graphql");
    const sdl = await readFile(SUPERGRAPH, "utf8");
    await writeFile(supergraph, sdl);
    const gateway = await serve("gateway", ["--supergraph", supergraph], { TRUSTED_DOCUMENTS });
    const listed = { documentId: client.documentIds.CustomerCount };
    expect((await post(gateway.url, listed)).errors?.[0]?.extensions.code).toBe("DOWNSTREAM_SERVICE_UNAVAILABLE");

    await writeFile(supergraph, sdl.replaceAll("totalCount", "count"));
    while (!gateway.stderr().includes("is refused")) await new Promise((resolve) => setTimeout(resolve, 50));

    expect(gateway.stderr()).toMatch(/CustomerCount/);
    expect((await post(gateway.url, listed)).errors?.[0]?.extensions.code).toBe("DOWNSTREAM_SERVICE_UNAVAILABLE");
  });
});

describe("documentIds", () => {
  it("equal Apollo Client's own hashes of every generated document", async () => {
    const ids: Record<string, string> = {};
    const hashing = new PersistedQueryLink({ sha256 });
    const heard = new ApolloLink(({ operationName = "", extensions }) => {
      ids[operationName] = (extensions.persistedQuery as { sha256Hash: string }).sha256Hash;
      return of({ data: {} });
    });
    const apollo = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.from([hashing, heard]) });

    for (const document of documents as DocumentNode[]) {
      if (operationOf(document)?.operation === "mutation")
        await apollo.mutate({ mutation: document, fetchPolicy: "no-cache" });
      else await apollo.query({ query: document, fetchPolicy: "no-cache" });
    }

    expect(ids).toEqual(client.documentIds);
  });
});
