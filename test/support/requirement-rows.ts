import { readFileSync } from "node:fs";
import { projectFile } from "../../platform/project.ts";
import { type NamedTest, testsNamedIn } from "./named-tests.ts";

/** One row of a table in docs/requirements.md. */
export interface RequirementRow {
  readonly id: string;
  readonly text: string;
  /** The schema coordinates that carry it: what stands in code marks in the last column but one. */
  readonly coordinates: readonly string[];
  /** The tests that prove it: the links in the last column. */
  readonly tests: readonly NamedTest[];
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

const rowOf = (cells: readonly string[]): RequirementRow => ({
  id: cells[0] ?? "",
  text: cells.slice(1, -2).join(" "),
  coordinates: [...(cells.at(-2) ?? "").matchAll(/`([^`]+)`/g)].map(([, coordinate]) => coordinate ?? ""),
  tests: testsNamedIn(cells.at(-1) ?? ""),
});

/** The rows of all tables of docs/requirements.md whose id is like `I-01` (a requirement) or `1` (a conflict), in their order. */
export const requirementRows = (): RequirementRow[] =>
  readFileSync(projectFile("docs", "requirements.md"), "utf8")
    .split("\n")
    .filter((line) => /^\| ([A-Z]-)?\d+ \|/.test(line))
    .map((line) => rowOf(cellsOf(line)));
