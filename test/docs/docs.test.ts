import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { settingsOf } from "../../cli/command/environment.ts";
import {
  readGatewayConfig,
  readMigrateConfig,
  readStartConfig,
  readStoreConfig,
  readSubgraphConfig,
} from "../../platform/config/index.ts";
import type { Environment } from "../../platform/config/reader.ts";
import { projectFile } from "../../platform/project.ts";
import { demoDatabase } from "../support/demo-database.ts";
import { build, cleanUp, serve } from "../support/server-process.ts";

afterAll(cleanUp);

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(projectFile(folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));

const pages = ["README.md", "client/README.md", ...filesIn("docs", ".md")];

const read = (path: string): string => readFileSync(projectFile(path), "utf8");

const withoutCode = (markdown: string): string => markdown.replace(/^```.*?^```/gms, "");

const anchorsIn = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

/** Links within the project whose target does not exist. */
const brokenLinksIn = (page: string): string[] =>
  [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
    .map(([, link, source = ""]) => link ?? source)
    .filter((link) => !/^https?:/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path ? join(dirname(page), path) : page;
      if (!existsSync(projectFile(target))) return true;
      return anchor !== undefined && !anchorsIn(read(target)).includes(anchor);
    });

/** Created by `npm run billing -- compose`. */
const MADE_ON_DEMAND = "examples/billing/supergraph.graphql";

const TOP = "platform|subgraphs|gateway|cli|client|schema|test|bench|examples|docs";

/** Paths in code spans (`as/code`) that do not exist in the project. */
const missingPathsIn = (page: string): string[] =>
  [...withoutCode(read(page)).matchAll(new RegExp(`\`((?:${TOP})/[\\w./-]+)\``, "g"))]
    .map(([, path = ""]) => path)
    .filter((path) => path !== MADE_ON_DEMAND && !existsSync(projectFile(path)));

/** Names of the environment variables that a function reads. */
const namesReadBy = (readSettings: (env: Environment) => unknown): string[] => {
  const names = new Set<string>();
  const get = (_: object, name: string) => {
    names.add(name);
  };
  readSettings(new Proxy<Record<string, string>>({}, { get }));
  return [...names].sort();
};

describe("the documentation", () => {
  it.each(pages)("has no broken links: %s", (page) => {
    expect(brokenLinksIn(page)).toEqual([]);
  });

  it.each(pages)("names only files that exist: %s", (page) => {
    expect(missingPathsIn(page)).toEqual([]);
  });

  it("describes every file of the gateway", () => {
    const told = read("docs/gateway.md");

    expect(filesIn("gateway", ".ts").filter((path) => !told.includes(basename(path)))).toEqual([]);
  });

  it("lists exactly the settings that are read", () => {
    const [, settings = ""] = read("docs/operating.md").split("\n## ");
    const listed = settings
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .flatMap((line) => [...(line.split(" | ")[0] ?? "").matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));

    const known = [...namesReadBy((env) => readStartConfig(env, [])), ...namesReadBy(readMigrateConfig)];
    expect(listed.sort()).toEqual([...new Set(known)].sort());
  });

  it("shows a first query in the README with its actual response", async () => {
    const [, question = "", answer = ""] =
      /--data-urlencode 'query=(.*?)'\n```\n\n```json\n(.*?)^```/ms.exec(read("README.md")) ?? [];
    await build();
    const { url } = await serve("start", [], { DATABASE_URL: await demoDatabase() });

    const response = await fetch(`${url}/graphql?${new URLSearchParams({ query: question })}`, {
      headers: { "apollo-require-preflight": "1" },
    });

    expect(await response.json()).toEqual(JSON.parse(answer));
  });
});

describe("--help", () => {
  it.each([
    ["start", (env: Environment) => readStartConfig(env, [])],
    ["gateway", readGatewayConfig],
    ["subgraph", (env: Environment) => readSubgraphConfig(env, 4001)],
    ["migrate", readMigrateConfig],
    ["reindex", readMigrateConfig],
    ["import", readStoreConfig],
  ] as const)("of %s lists exactly the settings it reads", (command, readSettings) => {
    expect(settingsOf(command).sort()).toEqual(namesReadBy(readSettings));
  });
});
