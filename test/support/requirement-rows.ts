import { readFileSync } from "node:fs";
import { projectFile } from "../../platform/project.ts";
import { type NamedTest, testsNamedIn } from "./named-tests.ts";

/** A row of a table in docs/requirements.md. */
export interface RequirementRow {
  readonly id: string;
  readonly text: string;
  /** Schema coordinates that implement it: the code spans in the last column but one. */
  readonly coordinates: readonly string[];
  /** Tests that prove it: the links in the last column. */
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

/** The rows of docs/requirements.md whose id is like `I-01` (a requirement) or `1` (a conflict), in order. */
export const requirementRows = (): RequirementRow[] =>
  readFileSync(projectFile("docs", "requirements.md"), "utf8")
    .split("\n")
    .filter((line) => /^\| ([A-Z]-)?\d+ \|/.test(line))
    .map((line) => rowOf(cellsOf(line)));
