import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import { shapeOf } from "../compile/shape.ts";
import type { Tools } from "../compile/tools.ts";
import type { PlanId } from "../explain/plan-tree.ts";
import { compileEntityBatch } from "./entity-batch.ts";
import type { Step } from "./run.ts";
import { compileSend } from "./send.ts";

/** Compiles a fetch of entities: collect, request each distinct one once, merge. Without entities nothing is sent. */
export const compileEntityFetch = (node: BatchFetchNode & PlanId, tools: Tools): Step => {
  const dispatch = compileSend(node, tools);
  const shape = shapeOf(node.operation);
  const aliases = new Set<unknown>(node.entityBatch.aliases.map(({ alias }) => alias));
  const batches = node.entityBatch.aliases.map((alias) =>
    compileEntityBatch(alias, shape, node.serviceName, aliases, tools),
  );

  return (run, stage) => {
    const collected = batches.map((batch) => batch.collect(run, stage));
    const settle: Parameters<typeof dispatch>[2] = (answer) => {
      for (const [index, batch] of batches.entries()) {
        const mine = collected[index];
        if (mine) batch.settle(run, mine, answer);
      }
    };
    if (collected.every(({ sources }) => sources.length === 0)) return settle({ data: {}, problems: [] });
    const variables: Record<string, unknown> = {};
    for (const [index, { variable }] of batches.entries()) variables[variable] = collected[index]?.representations();
    return dispatch(run, variables, settle);
  };
};

/** A plain fetch below a path, written as the batch of one alias that it is. */
export const asBatch = (
  { requires: _, inputRewrites, outputRewrites, ...rest }: FetchNode & PlanId,
  requires: RequiresSelection[],
  path: FlattenNodePathSegment[],
): BatchFetchNode & PlanId => {
  const alias = {
    alias: "_entities",
    representationsVariableName: "representations",
    paths: [path],
    requires,
    inputRewrites,
    outputRewrites,
  };
  return { ...rest, kind: "BatchFetch", entityBatch: { aliases: [alias] } };
};
