import type { Fetcher } from "@graphiql/toolkit";
import type { ExecutionResult } from "graphql";
import { ask } from "./ask.ts";
import { keepExplanation } from "./cost/last-answer.ts";

const INTROSPECTION = "IntrospectionQuery";

/** Sends what is in the editor, and asks what it cost. */
export const fetcher: Fetcher = async ({ query, variables, operationName }, options) => {
  const name = operationName ?? "";
  if (name === INTROSPECTION)
    return (await ask({ query, variables, operationName }, options?.headers)) as ExecutionResult;

  const headers = { "x-explain": "1", ...options?.headers };
  return keepExplanation(name, await ask({ query, variables, operationName }, headers)) as ExecutionResult;
};
