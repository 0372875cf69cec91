import type { PlanNode } from "@graphql-hive/router-query-planner";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import type { Authorization } from "../authorization/authorization.ts";
import { attributeErrors } from "../complete/error-attribution.ts";
import { compileFastCompletion, ODD } from "../complete/fast-completion.ts";
import { createReferenceCompletion } from "../complete/reference-completion.ts";
import type { Run, Step } from "../execute/run.ts";
import { numberFetches } from "../explain/plan-tree.ts";
import type { Planner } from "../planner/planner.ts";
import type { GatewayContext } from "../request/context.ts";
import type { Conditions } from "./conditions.ts";
import { createLiterals } from "./literals.ts";
import { createNames, type Names } from "./names.ts";
import type { Operation } from "./operation.ts";
import { compilePlan } from "./plan.ts";
import { createPreparation } from "./prepare.ts";
import { allowedRootFields, withOneRootField } from "./root-field.ts";
import type { GraphTools } from "./tools.ts";

/** One variant of one operation, ready to run. */
export type Executable = (
  variables: Readonly<Record<string, unknown>>,
  context: GatewayContext,
) => Promise<ExecutionResult>;

export interface Completed {
  fast: number;
  reference: number;
}

interface Parts {
  readonly authorization: Authorization;
  /** The schema for completing responses. */
  readonly schema: GraphQLSchema;
  /** The schema that clients may introspect. */
  readonly apiSchema: GraphQLSchema;
  readonly planner: Planner;
  /** Explains to the client why a text has no plan, if that is known. */
  readonly unplannable: (error: unknown, text: string, names: Names) => unknown;
  readonly graph: GraphTools;
  readonly completed: Completed;
}

/** Compiles variants of operations: prepare, plan, compile the plan, compile the completion. */
export const createCompiler =
  ({ authorization, schema, apiSchema, planner, unplannable, graph, completed }: Parts) =>
  async (operation: Operation, conditions: Conditions, lacking: string): Promise<Executable> => {
    const names = createNames(graph.prefix);
    const literals = createLiterals(graph.prefix);
    const tools = { ...graph, names };
    const prepare = createPreparation(schema, { ...tools, literals });
    const completeByReference = createReferenceCompletion(operation.introspects ? apiSchema : schema, names);
    const denials = authorization.denials(operation, lacking);
    const completeAlone = (clientKey: string, run: Run): ExecutionResult =>
      completeByReference(withOneRootField(schema, operation, conditions, clientKey), run, denials);

    /** Whether a mutation ends with one of its parts: if a non-null root field is null, nothing after it runs. */
    const endingOf = (required: string | undefined): ((run: Run) => boolean) => {
      if (required === undefined) return () => false;
      return (run) =>
        run.data[required] === null || (run.failed && !completeAlone(names.clientKey(required), run).data);
    };
    const parts: { readonly step: Step; readonly endsWith: (run: Run) => boolean }[] = [];
    const plans: (PlanNode | undefined)[] = [];
    const runnable = denials ? allowedRootFields(schema, operation, conditions, denials) : operation;
    let fetches = 1;
    for (const { text, required } of prepare(runnable, conditions, denials)) {
      const planned = await planner.plan(text).catch((error) => {
        throw unplannable(error, text, names);
      });
      const plan = literals.restore(planned);
      fetches = numberFetches(plan, fetches);
      plans.push(plan);
      parts.push({ step: compilePlan(plan, tools), endsWith: endingOf(required) });
    }
    const isDecided = operation.conditions.every((name) => conditions.has(name));
    const completeFast = isDecided ? compileFastCompletion(schema, operation, conditions, names) : undefined;

    const complete = (run: Run): ExecutionResult => {
      if (completeFast && !run.failed) {
        try {
          const data = completeFast(run.data);
          completed.fast++;
          return { data };
        } catch (error) {
          if (error !== ODD) throw error;
        }
      }
      completed.reference++;
      const result = completeByReference(operation, run, denials);
      if (run.failedRootKeys.length === 0) return result;
      return attributeErrors(result, run.failedRootKeys.map(names.clientKey), (key) => completeAlone(key, run));
    };

    return async (variables, context) => {
      const run: Run = { data: {}, variables, context, loose: [], failedRootKeys: [], failed: denials !== undefined };
      const { explain } = context;
      explain?.runs(plans, names);
      const executed = explain?.step("execute");
      for (const { step, endsWith } of parts) {
        await step(run);
        if (endsWith(run)) break;
      }
      executed?.();
      const completedAt = explain?.step("complete");
      const result = complete(run);
      completedAt?.();
      return result;
    };
  };
