import type { Fetcher } from "@graphiql/toolkit";
import type { ExecutionResult } from "graphql";
import { ask } from "./ask.ts";
import { keepExplanation } from "./cost/last-operation.ts";
import { operationNameIn } from "./operation-name.ts";
import { noteStranger } from "./sign-in-hint.tsx";

const INTROSPECTION = "IntrospectionQuery";

/** Sends the operation in the editor and requests its cost. */
export const fetcher: Fetcher = async ({ query, variables, operationName: noticed }, options) => {
  const operationName = operationNameIn(query, noticed);
  const isOwn = operationName === INTROSPECTION;
  const headers = { ...(!isOwn && { "x-explain": "1" }), ...options?.headers };
  const answer = await ask({ query, variables, operationName }, headers);
  noteStranger(answer);
  return (isOwn ? answer : keepExplanation(operationName ?? "", answer)) as ExecutionResult;
};
