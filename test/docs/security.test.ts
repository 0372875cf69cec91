import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { projectFile } from "../../platform/project.ts";
import { countOfNamed, testsNamedIn } from "../support/named-tests.ts";

const threats = readFileSync(projectFile("docs/security.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Threat |"));

describe("docs/security.md", () => {
  it("names an existing test for every threat", () => {
    expect(threats.length).toBeGreaterThan(40);
    expect(threats.filter((line) => testsNamedIn(line).length === 0)).toEqual([]);
    expect(
      threats.flatMap((line) =>
        testsNamedIn(line)
          .filter((test) => countOfNamed(test) !== 1)
          .map(({ title }) => title),
      ),
    ).toEqual([]);
  });
});
