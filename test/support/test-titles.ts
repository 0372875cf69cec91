import { type CallExpression, type Expression, parseSync } from "@swc/core";

const DEFINE = new Set(["describe", "it", "test"]);
const IDLE = new Set(["skip", "todo", "failing", "xdescribe", "xit", "xtest"]);

/** The identifiers of a callee: `it`, `each` for `it.each(rows)(…)`. */
const wordsOf = (callee: CallExpression["callee"] | Expression): string[] => {
  if (callee.type === "Identifier") return [callee.value];
  if (callee.type === "CallExpression") return wordsOf(callee.callee);
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return [];
  return [...wordsOf(callee.object), callee.property.value];
};

const titleOf = (title: Expression | undefined): string => {
  if (title?.type === "StringLiteral") return title.value;
  if (title?.type === "TemplateLiteral") return title.quasis.map(({ cooked, raw }) => cooked ?? raw).join("…");
  return "…";
};

const isCall = (node: object): node is CallExpression => (node as { type?: unknown }).type === "CallExpression";

const collect = (node: unknown, above: readonly string[], found: string[]): void => {
  if (typeof node !== "object" || node === null) return;
  const words = isCall(node) ? wordsOf(node.callee) : [];
  if (words.some((word) => IDLE.has(word))) return;
  if (!isCall(node) || !DEFINE.has(words[0] ?? "") || node.arguments.length < 2) {
    for (const child of Object.values(node)) collect(child, above, found);
    return;
  }
  const [title, ...rest] = node.arguments.map(({ expression }) => expression);
  const path = [...above, titleOf(title)];
  if (words[0] === "describe") collect(rest, path, found);
  else found.push(path.join(" › "));
};

/**
 * Titles of the tests in a source, each preceded by its describe blocks: `Query.customer › finds
 * it`. They are as written: `%s` is not filled in, and `…` stands for computed parts. Skipped tests
 * are excluded.
 */
export const titlesIn = (source: string): string[] => {
  const found: string[] = [];
  collect(parseSync(source, { syntax: "typescript", decorators: true }), [], found);
  return found;
};

/**
 * Whether a name is a title including its describe blocks, possibly with cases in place of `%s`,
 * each of which must occur in the source.
 */
export const isCaseOf = (title: string, name: string, source: string): boolean => {
  const pattern = title.split("%s").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const cases = pattern.length > 1 ? new RegExp(`^${pattern.join("(.+)")}$`).exec(name)?.slice(1) : undefined;
  return cases?.every((each) => source.includes(each)) ?? false;
};
