import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { projectFile } from "../../platform/project.ts";

const GLOSSARY = "docs/glossary.md";

const glossary = readFileSync(projectFile(GLOSSARY), "utf8");
const [, givenUp = ""] = glossary.split("| no longer | but |\n|---|---|\n");
const names = [...givenUp.matchAll(/^\| (\w+) \|/gm)].map(([, name = ""]) => name);

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: projectFile(),
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /\.(ts|tsx|js|md|graphql|json|ya?ml|sql|sh)$/.test(path))
  .filter((path) => path !== GLOSSARY && !path.includes("/migrations/") && !path.endsWith("package-lock.json"));

describe("the glossary", () => {
  it("lists abandoned names that are used nowhere else", () => {
    const used = files.flatMap((path) => {
      const text = `${path}\n${readFileSync(projectFile(path), "utf8")}`;
      return names.filter((name) => new RegExp(name, "i").test(text)).map((name) => `${name} in ${path}`);
    });

    expect(names.length).toBeGreaterThan(5);
    expect(files.length).toBeGreaterThan(500);
    expect(used).toEqual([]);
  });

  it("has each term once", () => {
    const terms = [...glossary.matchAll(/^\| ([a-z][^|]*?) \|/gm)].map(([, term]) => term);

    expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual(["term", "term", "term"]);
  });
});
