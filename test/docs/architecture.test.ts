import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { projectFile } from "../../platform/project.ts";

/** The parts of the diagram by folder; the first match applies. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ["common", /^subgraphs\/common\//],
  ["directory", /^subgraphs\/directory\//],
  ["facets", /^subgraphs\/(identity|commercial|finance|contacts)\//],
  ["platform", /^platform\//],
  ["gateway", /^gateway\//],
  ["cli", /^cli\//],
  ["examples", /^examples\//],
  ["client", /^client\//],
];
const ROOTS = ["subgraphs", "platform", "gateway", "cli", "examples", "client"];

const partOf = (path: string): string | undefined => PARTS.find(([, folder]) => folder.test(path))?.[0];

const sources = ROOTS.flatMap((root) =>
  readdirSync(projectFile(root), { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(root, path))
    .filter((path) => /\.tsx?$/.test(path) && !/\/(node_modules|dist)\//.test(path)),
);

const importsOf = (path: string): string[] =>
  [...readFileSync(projectFile(path), "utf8").matchAll(/(?:from|import|import\()\s*"(\.[^"]+)"/g)].map(([, to = ""]) =>
    posix.join(posix.dirname(path), to),
  );

const drawn = new Set(
  [...readFileSync(projectFile("docs/architecture.md"), "utf8").matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(
    ([, from, to]) => `${from} --> ${to}`,
  ),
);

describe("the diagram of the parts", () => {
  it("has exactly one arrow for each pair of parts that import each other", () => {
    const found = new Set<string>();
    for (const path of sources) {
      const from = partOf(path);
      for (const imported of importsOf(path)) {
        const to = partOf(imported);
        if (from && to && from !== to) found.add(`${from} --> ${to}`);
      }
    }

    expect(sources.length).toBeGreaterThan(500);
    expect([...drawn].toSorted()).toEqual([...found].toSorted());
  });

  it("shows every part", () => {
    const text = readFileSync(projectFile("docs/architecture.md"), "utf8");

    expect(PARTS.map(([part]) => part).filter((part) => !text.includes(`  ${part}["`))).toEqual([]);
    expect(sources.filter((path) => !partOf(path))).toEqual([]);
  });
});
