import type { PlanNode } from "@graphql-hive/router-query-planner";
import { asBatch, compileEntityFetch } from "../execute/entity-fetch.ts";
import { compileRootFetch } from "../execute/root-fetch.ts";
import type { Run, Step } from "../execute/run.ts";
import type { Tools } from "./tools.ts";

const nothing: Step = () => {};

/** Sequential. It becomes asynchronous with the first asynchronous step. */
const inSequence = (steps: readonly Step[]): Step => {
  const from = async (run: Run, start: number, pending: Promise<void>) => {
    await pending;
    for (const step of steps.slice(start)) await step(run);
  };
  return (run) => {
    for (const [index, step] of steps.entries()) {
      const pending = step(run);
      if (pending) return from(run, index + 1, pending);
    }
  };
};

/** Parallel: every step starts in the same tick, so subgraphs in this process batch across them. */
const inParallel =
  (steps: readonly Step[]): Step =>
  (run) => {
    const stage = new Map<string, unknown>();
    const pending: Promise<void>[] = [];
    for (const step of steps) {
      const started = step(run, stage);
      if (started) pending.push(started);
    }
    return pending.length > 0 ? Promise.all(pending).then(() => undefined) : undefined;
  };

const unsupported = (what: string): never => {
  throw new Error(`The plan has a ${what} node, which this gateway does not support.`);
};

/** Turns a plan into one function. */
export const compilePlan = (node: PlanNode | null | undefined, tools: Tools): Step => {
  if (!node) return nothing;
  const compile = (each: PlanNode | null | undefined) => compilePlan(each, tools);
  switch (node.kind) {
    case "Fetch":
      return compileRootFetch(node, tools);
    case "BatchFetch":
      return compileEntityFetch(node, tools);
    case "Flatten":
      if (node.node.kind !== "Fetch") return unsupported(`Flatten over ${node.node.kind}`);
      return node.node.requires
        ? compileEntityFetch(asBatch(node.node, node.node.requires, node.path), tools)
        : compileRootFetch(node.node, tools, node.path);
    case "Sequence":
      return inSequence(node.nodes.map(compile));
    case "Parallel":
      return inParallel(node.nodes.map(compile));
    case "Condition": {
      const condition = tools.names.clientVariable(node.condition);
      const [whenTrue, whenFalse] = [compile(node.ifClause), compile(node.elseClause)];
      return (run, stage) => (run.variables[condition] === true ? whenTrue : whenFalse)(run, stage);
    }
    case "Subscription":
      return unsupported("Subscription (live queries)");
    case "Defer":
      return unsupported("Defer (@defer)");
  }
};
