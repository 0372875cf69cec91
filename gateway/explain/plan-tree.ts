import type { FlattenNodePathSegment, PlanNode } from "@graphql-hive/router-query-planner";
import type { Names } from "../compile/names.ts";
import type { ExplainedPlanFetch, ExplainedPlanNode } from "./shape.ts";

/** A plan node that fetches, with its number in the explanation. */
export interface PlanId {
  planId?: number;
}

/** Numbers the fetches of a plan, once, starting at a number; returns the next free one. */
export const numberFetches = (node: (PlanNode & PlanId) | null | undefined, from: number): number => {
  if (!node) return from;
  switch (node.kind) {
    case "Fetch":
    case "BatchFetch":
      node.planId = from;
      return from + 1;
    case "Flatten":
      return numberFetches(node.node, from);
    case "Sequence":
    case "Parallel":
      return node.nodes.reduce((next, each) => numberFetches(each, next), from);
    case "Condition":
      return numberFetches(node.elseClause, numberFetches(node.ifClause, from));
    default:
      return from;
  }
};

const pathOf = (path: readonly FlattenNodePathSegment[], { clientKey }: Names): string =>
  path
    .map((segment) => {
      if (segment === "@") return "@";
      return "Field" in segment ? clientKey(segment.Field) : `(${segment.TypeCondition.join("|")})`;
    })
    .join(".");

/** A plan in the client's names, as far as the client has names for it. */
export const planTree = (
  node: (PlanNode & PlanId) | null | undefined,
  names: Names,
  paths: readonly string[] = [],
): ExplainedPlanNode | null => {
  if (!node) return null;
  const fetched = (subgraph: string, operation: string, at: readonly string[]): ExplainedPlanFetch => ({
    kind: "Fetch",
    id: node.planId ?? 0,
    subgraph,
    paths: at,
    operation,
  });
  switch (node.kind) {
    case "Fetch":
      return fetched(node.serviceName, node.operation, paths);
    case "BatchFetch": {
      const all = node.entityBatch.aliases.flatMap((alias) => alias.paths.map((path) => pathOf(path, names)));
      return fetched(node.serviceName, node.operation, all);
    }
    case "Flatten":
      return planTree(node.node, names, [pathOf(node.path, names)]);
    case "Sequence":
    case "Parallel": {
      const nodes = node.nodes.map((each) => planTree(each, names)).filter((each) => each !== null);
      return { kind: node.kind, nodes };
    }
    case "Condition":
      return {
        kind: "Condition",
        variable: names.clientVariable(node.condition),
        whenTrue: planTree(node.ifClause, names),
        whenFalse: planTree(node.elseClause, names),
      };
    default:
      return null;
  }
};
