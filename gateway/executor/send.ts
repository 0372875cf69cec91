import type { FetchNode } from "@graphql-hive/router-query-planner";
import { Aborted } from "../../platform/aborted.ts";
import type { Answer } from "./answer.ts";
import type { Run } from "./run.ts";
import type { Tools } from "./tools.ts";

/** Sends one fetch and hands its answer on, never an exception: a facet that throws is a facet that failed. */
export type Dispatch = (
  run: Run,
  variables: Record<string, unknown>,
  settle: (answer: Answer) => void,
) => void | Promise<void>;

/** Compiles the part of a fetch that concerns the facet: its transport, its text, its variables. */
export const compileSend = (
  {
    serviceName,
    operation,
    operationKind,
    variableUsages,
  }: Pick<FetchNode, "serviceName" | "operation" | "operationKind" | "variableUsages">,
  { transport, names, answers }: Tools,
): Dispatch => {
  if (operationKind === "subscription") throw new Error("This gateway does not support subscriptions.");
  const send = transport(serviceName).prepare({ text: operation, kind: operationKind ?? "query" });
  const usages = (variableUsages ?? []).map((name) => ({ name, client: names.clientVariable(name) }));

  return (run, variables, settle) => {
    for (const { name, client } of usages)
      if (Object.hasOwn(run.variables, client)) variables[name] = run.variables[client];
    const fail = (error: unknown) => settle(answers.failed(serviceName, error));
    if (run.context.signal?.aborted) return fail(new Aborted());
    try {
      const result = send(variables, run.context);
      if (!(result instanceof Promise)) return settle(answers.read(serviceName, result));
      return result
        .then(
          (received) => answers.read(serviceName, received),
          (error) => answers.failed(serviceName, error),
        )
        .then(settle);
    } catch (error) {
      return fail(error);
    }
  };
};
