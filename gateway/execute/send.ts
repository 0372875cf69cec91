import type { FetchNode } from "@graphql-hive/router-query-planner";
import { Aborted } from "../../platform/graphql/aborted.ts";
import type { Tools } from "../compile/tools.ts";
import type { PlanId } from "../explain/plan-tree.ts";
import type { SubgraphResponse } from "../transport/transport.ts";
import type { CheckedResponse } from "./checked-response.ts";
import type { Run } from "./run.ts";

/** Sends one fetch and passes its response on, never an exception: a subgraph that throws is a subgraph that failed. */
export type Dispatch = (
  run: Run,
  variables: Record<string, unknown>,
  settle: (answer: CheckedResponse) => void,
) => void | Promise<void>;

/** Compiles the part of a fetch that concerns the subgraph: transport, text, variables. */
export const compileSend = (
  {
    serviceName,
    operation,
    operationKind,
    variableUsages,
    planId = 0,
  }: Pick<FetchNode, "serviceName" | "operation" | "operationKind" | "variableUsages"> & PlanId,
  { transport, names, responses }: Tools,
): Dispatch => {
  if (operationKind === "subscription") throw new Error("This gateway does not support subscriptions.");
  const send = transport(serviceName).prepare({ text: operation, kind: operationKind ?? "query" });
  const isWrite = operationKind === "mutation";
  const usages = (variableUsages ?? []).map((name) => ({ name, client: names.clientVariable(name) }));

  return (run, variables, done) => {
    const { explain, requestId, signal } = run.context;
    const about = explain && { planId, subgraph: serviceName, operation, representations: { ...variables } };
    const settle = explain && about ? explain.fetch(about, done) : done;
    const read = (result: SubgraphResponse): CheckedResponse => {
      explain?.heard(serviceName, result.extensions);
      return responses.read(serviceName, result, requestId);
    };
    const failed = (error: unknown): CheckedResponse => responses.failed(serviceName, error, requestId, isWrite);
    for (const { name, client } of usages)
      if (Object.hasOwn(run.variables, client)) variables[name] = run.variables[client];
    if (signal?.aborted) return settle(responses.failed(serviceName, new Aborted(), requestId, false));
    try {
      const result = send(variables, run.context);
      return result instanceof Promise ? result.then(read).catch(failed).then(settle) : settle(read(result));
    } catch (error) {
      return settle(failed(error));
    }
  };
};
