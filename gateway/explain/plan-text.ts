import { parse, print } from "graphql";
import type { ExplainedPlanNode } from "./shape.ts";

const indented = (text: string, by: string): string[] => text.split("\n").map((line) => by + line);

const branch = (title: string, node: ExplainedPlanNode | null): string[] =>
  node ? [title, ...linesOf(node).map((line) => `  ${line}`)] : [];

const linesOf = (node: ExplainedPlanNode): string[] => {
  switch (node.kind) {
    case "Fetch": {
      const where = node.paths.length > 0 ? ` at ${node.paths.join(", ")}` : "";
      return [`Fetch ${node.id} from ${node.subgraph}${where}`, ...indented(print(parse(node.operation)), "  ")];
    }
    case "Condition":
      return [
        ...branch(`If $${node.variable}`, node.whenTrue),
        ...branch(`${node.whenTrue ? "Else" : `Unless $${node.variable}`}`, node.whenFalse),
      ];
    default:
      return [
        node.kind === "Sequence" ? "One after the other" : "At the same time",
        ...node.nodes.flatMap((each) => linesOf(each).map((line) => `  ${line}`)),
      ];
  }
};

/** A plan as text for people. The parts of a mutation follow one another. */
export const planText = (trees: readonly ExplainedPlanNode[]): string =>
  trees.flatMap((tree) => linesOf(tree)).join("\n");
