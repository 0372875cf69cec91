import type { ExplainedStatements } from "../../platform/observability/explain/statement-list.ts";

/** The content of `extensions.explain` in a response. All times are in milliseconds. */
export type Explained = Explanation | ExplainRefusal;

/** Explaining shows how the graph works inside: it needs the scope `admin`. The rest of the response is unaffected. */
export interface ExplainRefusal {
  readonly error: { readonly code: "FORBIDDEN"; readonly message: string };
}

export interface Explanation {
  readonly times: ExplainedTimes;
  /** Null when the request was refused before it was planned. */
  readonly plan: ExplainedPlan | null;
  /** In the order in which they started. */
  readonly fetches: readonly ExplainedFetch[];
  /** The statements of the subgraphs, by subgraph; subgraphs without statements are omitted. */
  readonly sql: readonly ExplainedSubgraphSql[];
  /** The cost that the limits estimate for the operation; null where cost is not limited. */
  readonly cost: ExplainedCost | null;
}

/** A step that was skipped is null: a known document is neither parsed nor validated again. */
export interface ExplainedTimes {
  readonly parse: number | null;
  readonly validate: number | null;
  /** Preparing, planning and compiling the operation; null when that was done before. */
  readonly plan: number | null;
  /** From the first fetch to the last merged response. */
  readonly execute: number | null;
  /** From merged data to the client's response. */
  readonly complete: number | null;
  /** From the request's document to its response, without HTTP and JSON. */
  readonly total: number;
}

export interface ExplainedPlan {
  /** Whether the operation had been planned before this request. */
  readonly cached: boolean;
  /** The plan as an indented text for people. */
  readonly text: string;
  /** One for a query; one for each root field of a mutation, which run one after another. */
  readonly trees: readonly ExplainedPlanNode[];
}

export type ExplainedPlanNode = ExplainedPlanGroup | ExplainedPlanCondition | ExplainedPlanFetch;

export interface ExplainedPlanGroup {
  readonly kind: "Sequence" | "Parallel";
  readonly nodes: readonly ExplainedPlanNode[];
}

export interface ExplainedPlanCondition {
  readonly kind: "Condition";
  /** The client's variable, without its `$`. */
  readonly variable: string;
  readonly whenTrue: ExplainedPlanNode | null;
  readonly whenFalse: ExplainedPlanNode | null;
}

export interface ExplainedPlanFetch {
  readonly kind: "Fetch";
  /** Unique within the response: `ExplainedFetch.planId` says which fetch ran for it. */
  readonly id: number;
  readonly subgraph: string;
  /** The path of the entities that it completes, such as `customers.@`; empty for root fields. */
  readonly paths: readonly string[];
  readonly operation: string;
}

export interface ExplainedFetch {
  readonly planId: number;
  readonly subgraph: string;
  /** As it was sent: prefixed names are the gateway's for what the client named itself. */
  readonly operation: string;
  /** The entities requested, each once; null for root fields. */
  readonly representations: number | null;
  /** The entities returned, or the root fields that are not null. */
  readonly results: number;
  /** From the start of the request. */
  readonly start: number;
  readonly duration: number;
  /** As the client sees them. */
  readonly errors: readonly { readonly message: string; readonly code: string }[];
}

export interface ExplainedSubgraphSql extends ExplainedStatements {
  readonly subgraph: string;
}

export interface ExplainedCost {
  readonly estimated: number;
  /** The highest that is answered; null without a limit. */
  readonly limit: number | null;
}
