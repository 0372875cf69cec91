import type { PlanNode } from "@graphql-hive/router-query-planner";
import type { Observe } from "../../platform/database/session/observe.ts";
import { inMilliseconds } from "../../platform/observability/explain/statement.ts";
import type { Names } from "../compile/names.ts";
import type { CheckedResponse } from "../execute/checked-response.ts";
import { createFetchList, type FetchAbout } from "./fetches.ts";
import { planText } from "./plan-text.ts";
import { planTree } from "./plan-tree.ts";
import type { ExplainedCost, ExplainedTimes, Explanation } from "./shape.ts";
import { createSqlList } from "./sql.ts";

type Step = Exclude<keyof ExplainedTimes, "total">;

/** Records what one request did. Only a request that asks to be explained, and may be, has one in its context. */
export interface Recorder {
  /** Restarts the request's clock: earlier work, such as reading its body, does not count. */
  begin(): void;
  /** Measures a step until the returned function is called. */
  step(name: Step): () => void;
  planned(cached: boolean): void;
  /** The plans being run. */
  runs(plans: readonly (PlanNode | null | undefined)[], names: Names): void;
  /** Records the start of a fetch, and wraps the handler of its response. */
  fetch(about: FetchAbout, settle: (answer: CheckedResponse) => void): (answer: CheckedResponse) => void;
  /** Receives the statements of a subgraph in this process. */
  observe(subgraph: string): Observe;
  /** Extracts the statements from the extensions of a subgraph elsewhere. */
  heard(subgraph: string, extensions: unknown): void;
  costs(cost: ExplainedCost): void;
  explanation(): Explanation;
}

export const createRecorder = (): Recorder => {
  let began = performance.now();
  const since = () => inMilliseconds(performance.now() - began);
  const times: { [step in Step]: number | null } = {
    parse: null,
    validate: null,
    plan: null,
    execute: null,
    complete: null,
  };
  let cached = false;
  let running: Parameters<Recorder["runs"]> | undefined;
  let cost: ExplainedCost | null = null;
  const fetches = createFetchList(since);
  const sql = createSqlList();

  const plan = (): Explanation["plan"] => {
    if (!running) return null;
    const [plans, names] = running;
    const trees = plans.map((each) => planTree(each, names)).filter((each) => each !== null);
    return { cached, text: planText(trees), trees };
  };

  return {
    begin: () => {
      began = performance.now();
    },
    step: (name) => {
      const from = performance.now();
      return () => {
        times[name] = inMilliseconds(performance.now() - from);
      };
    },
    planned: (isCached) => {
      cached = isCached;
      if (isCached) times.plan = null;
    },
    runs: (plans, names) => {
      running = [plans, names];
    },
    fetch: fetches.begin,
    observe: sql.observe,
    heard: sql.heard,
    costs: (estimated) => {
      cost = estimated;
    },
    explanation: () => {
      const total = since();
      return { times: { ...times, total }, plan: plan(), fetches: fetches.all(), sql: sql.all(), cost };
    },
  };
};
