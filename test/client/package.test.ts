import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { projectFile } from "../../platform/project.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { type FreshProject, freshProject } from "../support/fresh-project.ts";
import { build, cleanUp, type ServerProcess, serve } from "../support/server-process.ts";

const PACKAGE = "customer-graph-client";
const OTHERS = [
  "@apollo/client",
  "@graphql-codegen/cli",
  "@graphql-typed-document-node/core",
  "@tanstack/react-query",
  "@types/node",
  "@types/react",
  "@types/react-dom",
  "graphql",
  "react",
  "react-dom",
  "rxjs",
  "urql",
  "vite",
];

const configOf = (options: object, ...include: string[]): string =>
  JSON.stringify({
    compilerOptions: { target: "es2022", strict: true, jsx: "react-jsx", types: ["node"], ...options },
    include,
  });
const BUNDLER = { module: "esnext", moduleResolution: "bundler", noEmit: true };
/**
 * Apollo Client's dependencies have declarations that fail under Node's module resolution. They are
 * skipped here and checked with the bundler configuration.
 */
const NODE = { module: "nodenext", moduleResolution: "nodenext", rootDir: "src", outDir: "out", skipLibCheck: true };

const WRONG = `import { useCustomerQuery, useCustomerSuspenseQuery, useCustomerUpdateMutation } from "${PACKAGE}/react";
export const useWrong = () => {
  useCustomerQuery({ variables: { name: "Acme" } });
  useCustomerSuspenseQuery();
  const [update] = useCustomerUpdateMutation();
  void update({ variables: { input: { customerId: "1", colour: "red" } } });
};
`;

const RUN = `import { ApolloClient, HttpLink } from "@apollo/client";
import { CustomersDocument } from "${PACKAGE}";
import { createCustomerCache } from "${PACKAGE}/cache";
import { CustomersText, createCustomerGraphClient } from "${PACKAGE}/fetch";
import { possibleTypes } from "${PACKAGE}/possible-types";

const url = process.argv[2] ?? "";
const { data: fetched } = await createCustomerGraphClient({ url }).request(CustomersText, { first: 2 });
const client = new ApolloClient({ cache: createCustomerCache(), link: new HttpLink({ uri: url }) });
const { data: cached } = await client.query({ query: CustomersDocument, variables: { first: 2 } });
const [first] = fetched.customers.nodes;
console.log(JSON.stringify({ id: first?.id, name: first?.displayName, again: cached?.customers.nodes[0]?.displayName, possibleTypes }));
`;

/** Replaces the browser's entry point: renders to HTML, waits for suspended components, and prints it. */
const ROOT = `import { text } from "node:stream/consumers";
import type { ReactNode } from "react";
import { prerenderToNodeStream } from "react-dom/static";

export const createRoot = (_element: unknown) => ({
  render: async (node: ReactNode): Promise<void> => {
    const { prelude } = await prerenderToNodeStream(node);
    process.stdout.write(await text(prelude), () => process.exit());
  },
});
`;

const SMALL = `import { CustomerCountText, createCustomerGraphClient } from "${PACKAGE}/fetch";
export const ask = (url) => createCustomerGraphClient({ url }).request(CustomerCountText);
`;

const BUNDLE = `import { build } from "vite";
const lib = { entry: "small.js", formats: ["es"] };
const [{ output }] = await build({ configFile: false, logLevel: "silent", build: { write: false, lib, minify: true } });
process.stdout.write(output[0].code);
`;

let project: FreshProject;
let graph: ServerProcess;
let blocks: string[];

beforeAll(async () => {
  await build();
  [project, graph] = await Promise.all([
    freshProject("client", PACKAGE, OTHERS),
    serve("start", [], { DATABASE_URL: await demoDatabase(), DEMO: "1" }),
  ]);
  const page = await readFile(projectFile("docs", "client.md"), "utf8");
  blocks = [...page.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  await project.write("package.json", JSON.stringify({ name: "fresh", type: "module", private: true }));
  for (const [index, code] of blocks.entries()) await project.write(`src/block-${index + 1}.tsx`, code);
  await project.write("src/run.ts", RUN);
  await project.write("src/root.ts", ROOT);
  await project.write("wrong/wrong.ts", WRONG);
  await project.write("bundler.json", configOf(BUNDLER, "src"));
  await project.write("node.json", configOf(NODE, "src"));
  await project.write("wrong.json", configOf(BUNDLER, "wrong"));
}, 180_000);

afterAll(async () => {
  await cleanUp();
  await project.remove();
});

describe("The packed client", () => {
  it("contains what it lists, a licence and a README, and no source", async () => {
    const about = JSON.parse(await readFile(join(project.folder, "node_modules", PACKAGE, "package.json"), "utf8"));
    const has = (path: string) => readFile(join(project.folder, "node_modules", PACKAGE, path), "utf8");

    for (const target of Object.values(about.exports as Record<string, string | Record<string, string>>))
      for (const path of typeof target === "string" ? [target] : Object.values(target))
        if (!path.includes("*")) expect(await has(path)).not.toBe("");
    expect(await has("LICENSE")).toContain("MIT");
    expect(await has("README.md")).toContain("npm i");
    expect(await has("operations/customer.graphql")).toContain("query Customer(");
    await expect(has("codegen.ts")).rejects.toThrow("ENOENT");
    await expect(has("index.ts")).rejects.toThrow("ENOENT");
  });

  it("compiles the documented examples for a bundler", async () => {
    expect(blocks.length).toBeGreaterThan(7);
    expect(await project.compile("bundler.json")).toMatchObject({ stdout: "", code: 0 });
  });

  it("does not compile with wrong variables", async () => {
    const { code, stdout } = await project.compile("wrong.json");

    expect(code).not.toBe(0);
    const places = [...stdout.matchAll(/^wrong\/wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line));
    expect(places).toEqual([3, 4, 6]);
  });

  it("compiles for Node, and queries a running graph by fetch and by Apollo Client", async () => {
    expect(await project.compile("node.json")).toMatchObject({ stdout: "", code: 0 });

    const { stdout, stderr } = await project.node("out/run.js", `${graph.url}/graphql`);

    expect(stderr).toBe("");
    const { name, again, possibleTypes } = JSON.parse(stdout);
    expect(name).toMatch(/\w/);
    expect(again).toBe(name);
    expect(possibleTypes.Party).toEqual(["Organization", "Person"]);
    expect(possibleTypes.Node).toContain("CustomerAddress");
  });

  it("renders a customer with the ten documented lines", async () => {
    const [ten = ""] = blocks;
    const { id, name } = JSON.parse((await project.node("out/run.js", `${graph.url}/graphql`)).stdout);
    const moved = (await readFile(join(project.folder, "out", "block-1.js"), "utf8"))
      .replace('"react-dom/client"', '"./root.js"')
      .replace("http://localhost:4000", graph.url);
    await project.write("out/rendered.js", moved);
    const globals = `globalThis.location = { pathname: "/${id}" }; globalThis.document = {}; await import("./rendered.js");`;
    await project.write("out/main.js", globals);

    const { stdout, stderr } = await project.node("out/main.js");

    expect(ten.trim().split("\n")).toHaveLength(10);
    expect(stderr).toBe("");
    expect(stdout.replaceAll("&#x27;", "'").replaceAll("&amp;", "&")).toContain(`<h1>${name}</h1>`);
  });

  it("adds to a bundle only what is imported", async () => {
    await project.write("small.js", SMALL);
    await project.write("bundle.js", BUNDLE);

    const { stdout: code } = await project.node("bundle.js");

    expect(code).toContain("query CustomerCount");
    expect(code).not.toContain("query Customers");
    expect(code.length).toBeLessThan(6_000);
  });
});
