import { readFileSync } from "node:fs";
import { type CallExpression, type Expression, parseSync } from "@swc/core";
import { projectFile } from "../../platform/project.ts";

const DEFINE = new Set(["describe", "it", "test"]);
const IDLE = new Set(["skip", "todo", "failing"]);

/** `it`, `it.concurrent` and `it.each(rows)` define with `it`; what is skipped defines nothing. */
const definedWith = (callee: CallExpression["callee"] | Expression): string | undefined => {
  if (callee.type === "Identifier") return DEFINE.has(callee.value) ? callee.value : undefined;
  if (callee.type === "CallExpression") return definedWith(callee.callee);
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return undefined;
  return IDLE.has(callee.property.value) ? undefined : definedWith(callee.object);
};

const titleOf = (title: Expression | undefined): string => {
  if (title?.type === "StringLiteral") return title.value;
  if (title?.type === "TemplateLiteral") return title.quasis.map(({ cooked, raw }) => cooked ?? raw).join("…");
  return "…";
};

const isCall = (node: object): node is CallExpression => (node as { type?: unknown }).type === "CallExpression";

const collect = (node: unknown, above: readonly string[], found: string[]): void => {
  if (typeof node !== "object" || node === null) return;
  const name = isCall(node) ? definedWith(node.callee) : undefined;
  if (!isCall(node) || name === undefined || node.arguments.length < 2) {
    for (const child of Object.values(node)) collect(child, above, found);
    return;
  }
  const [title, ...rest] = node.arguments.map(({ expression }) => expression);
  const path = [...above, titleOf(title)];
  if (name === "describe") collect(rest, path, found);
  else found.push(path.join(" › "));
};

/**
 * The titles of the tests in a file of the project, each behind those of the describe blocks around it: `Query.customer › finds it`.
 * They stand as they do in the source: `%s` unfilled, and `…` for what is computed. Skipped tests are none.
 */
export const testTitles = (path: string): string[] => {
  const found: string[] = [];
  collect(parseSync(readFileSync(projectFile(path), "utf8"), { syntax: "typescript", decorators: true }), [], found);
  return found;
};
