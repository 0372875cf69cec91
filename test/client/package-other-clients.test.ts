import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { projectFile } from "../../platform/project.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { type FreshProject, freshProject } from "../support/fresh-project.ts";
import { build, cleanUp, type ServerProcess, serve } from "../support/server-process.ts";

const PACKAGES = [
  "@apollo/client",
  "@graphql-codegen/cli",
  "@graphql-codegen/client-preset",
  "@graphql-codegen/typed-document-node",
  "@graphql-codegen/typescript-operations",
  "@graphql-typed-document-node/core",
  "@tanstack/react-query",
  "@types/node",
  "@types/react",
  "graphql",
  "react",
  "rxjs",
  "urql",
];

const configOf = (options: object, ...include: string[]): string =>
  JSON.stringify({
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      skipLibCheck: true,
      verbatimModuleSyntax: true,
      jsx: "react-jsx",
      types: ["node"],
      ...options,
    },
    include,
  });

const BUNDLER = { module: "esnext", moduleResolution: "bundler" };

const ASK = `import { CustomersDocument } from "customer-graph-client";
import { Client, fetchExchange } from "urql";
import { apollo } from "./apollo.js";
import { leadsQuery, tanstack } from "./tanstack.js";
import { urql } from "./urql.js";

const variables = { where: { relationship: { funnelStage: { in: ["LEAD" as const] } } } };
const byGet = new Client({ url: process.argv[2] ?? "", exchanges: [fetchExchange] });
console.log(
  JSON.stringify({
    apollo: (await apollo.query({ query: CustomersDocument, variables })).data?.customers.nodes.map(({ displayName }) => displayName),
    urql: (await urql.query(CustomersDocument, variables).toPromise()).data?.customers.nodes.map(({ displayName }) => displayName),
    tanstack: (await tanstack.fetchQuery(leadsQuery)).data.customers.nodes.map(({ displayName }) => displayName),
    byGet: (await byGet.query(CustomersDocument, variables).toPromise()).error?.message,
  }),
);
process.exit();
`;

const MINE = `query Mine($after: DateTime) {
  customers(first: 1) { nodes { ...CustomerSummary createdAt relationship { annualRevenue { amount } } } }
  customerCount: customers(where: { createdAt: { gt: $after } }, first: 1) { totalCount }
}
`;

/** Checks that every scalar has its JSON type and none is \`any\`. */
const USE_DOCUMENTS = `import { MineDocument, type MineQuery, type MineQueryVariables } from "./documents.js";

const variables: MineQueryVariables = { after: "2026-11-28T12:00:00Z" };
// @ts-expect-error a moment is a string.
const wrong: MineQueryVariables = { after: new Date() };
export const revenueOf = ({ customers }: MineQuery): string | undefined =>
  customers.nodes[0]?.relationship?.annualRevenue?.amount;
export const all = [MineDocument, variables, wrong];
`;

const USE_PRESET = `import { graphql } from "./gql/index.js";

export const Counted = graphql(\`query Counted($after: DateTime) {
  customers(where: { createdAt: { gt: $after } }) { totalCount nodes { createdAt } }
}\`);
type Data = NonNullable<(typeof Counted)["__apiType"]> extends (variables: infer V) => infer D ? { v: V; d: D } : never;
export const created = ({ customers }: Data["d"]): string | undefined => customers.nodes[0]?.createdAt;
// @ts-expect-error a moment is a string.
export const wrong: Data["v"] = { after: new Date() };
`;

let project: FreshProject;
let graph: ServerProcess;
let blocks: readonly string[];

const block = (...parts: readonly string[]): string => {
  const found = blocks.filter((code) => parts.every((part) => code.includes(part)));
  if (found.length !== 1) throw new Error(`${found.length} examples of the page hold ${parts.join(" and ")}`);
  return found[0] ?? "";
};

beforeAll(async () => {
  await build();
  [project, graph] = await Promise.all([
    freshProject("client", "customer-graph-client", PACKAGES),
    serve("start", [], { DATABASE_URL: await demoDatabase(), DEMO: "1" }),
  ]);
  const page = await readFile(projectFile("docs", "client.md"), "utf8");
  blocks = [...page.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  await project.write("package.json", JSON.stringify({ name: "fresh", type: "module", private: true }));
}, 180_000);

afterAll(async () => {
  await cleanUp();
  await project.remove();
});

describe("The packed client with other libraries", () => {
  it("works with Apollo Client, urql and TanStack Query as documented, and tells a client that sends GET what to do", async () => {
    const aimed = (code: string): string => code.replace("http://localhost:4000", graph.url);
    await project.write("src/apollo.tsx", aimed(block("export const apollo")));
    await project.write("src/urql.tsx", aimed(block("export const urql")));
    await project.write("src/tanstack.tsx", aimed(block("export const tanstack")));
    await project.write("src/ask.ts", ASK);
    await project.write("ask.json", configOf({ rootDir: "src", outDir: "out" }, "src"));

    expect(await project.compile("ask.json")).toMatchObject({ stdout: "", code: 0 });
    const { stdout, stderr } = await project.node("out/ask.js", `${graph.url}/graphql`);

    expect(stderr).toBe("");
    const { apollo, urql, tanstack, byGet } = JSON.parse(stdout);
    expect(apollo.length).toBeGreaterThan(1);
    expect(urql).toEqual(apollo);
    expect(tanstack).toEqual(apollo);
    expect(byGet).toMatch(/GET request needs the header apollo-require-preflight.*preferGetMethod: false/);
  });

  it.each([
    ["the documents", "documents", { "mine.graphql": MINE, "use.ts": USE_DOCUMENTS }, '"src/documents.ts"'],
    ["the client preset", "preset", { "use.tsx": USE_PRESET }, 'preset: "client"'],
  ])(
    "generates %s for custom operations with the documented configuration, for verbatimModuleSyntax",
    async (_, folder, files, part) => {
      const own = block("CodegenConfig", part).replaceAll("src/", `${folder}/`);
      await project.write(`${folder}.codegen.ts`, own);
      for (const [name, text] of Object.entries(files)) await project.write(`${folder}/${name}`, text);
      await project.write(`${folder}.json`, configOf({ ...BUNDLER, noEmit: true }, folder));

      const cli = projectFile("node_modules/@graphql-codegen/cli/esm/bin.js");
      expect(await project.node(cli, "--config", `${folder}.codegen.ts`)).toMatchObject({ code: 0 });

      expect(await project.compile(`${folder}.json`)).toMatchObject({ stdout: "", code: 0 });
    },
    180_000,
  );
});
