import type { ExplainedStatements } from "../../platform/observability/explain/statement-list.ts";

/** What `extensions.explain` of an answer holds. All times are in milliseconds. */
export type Explained = Explanation | ExplainRefusal;

/** Explaining shows how the graph works inside: it takes the scope `admin`. The answer beside it stands. */
export interface ExplainRefusal {
  readonly error: { readonly code: "FORBIDDEN"; readonly message: string };
}

export interface Explanation {
  readonly times: ExplainedTimes;
  /** Null when the request was refused before it was planned. */
  readonly plan: ExplainedPlan | null;
  /** In the order in which they began. */
  readonly fetches: readonly ExplainedFetch[];
  /** What the subgraphs asked of their database, by subgraph; those that ran no statement are not there. */
  readonly sql: readonly ExplainedSubgraphSql[];
  /** What the limits estimate the operation to cost; null where no limit looks at that. */
  readonly cost: ExplainedCost | null;
}

/** A step that was not taken is null: a document that is known is neither parsed nor validated again. */
export interface ExplainedTimes {
  readonly parse: number | null;
  readonly validate: number | null;
  /** Preparing, planning and compiling the operation; null when that was done before. */
  readonly plan: number | null;
  /** From the first fetch to the last answer merged. */
  readonly execute: number | null;
  /** From merged data to the client's answer. */
  readonly complete: number | null;
  /** From the request's document to its answer, without HTTP and JSON. */
  readonly total: number;
}

export interface ExplainedPlan {
  /** Whether the operation was planned before this request came. */
  readonly cached: boolean;
  /** The plan as an indented text for people. */
  readonly text: string;
  /** One for a query; one for each root field of a mutation, which are run one after the other. */
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
  /** Its own within the answer: `ExplainedFetch.planId` says which fetch ran for it. */
  readonly id: number;
  readonly subgraph: string;
  /** Where in the answer the entities lie that it completes, such as `customers.@`; empty for root fields. */
  readonly paths: readonly string[];
  readonly operation: string;
}

export interface ExplainedFetch {
  readonly planId: number;
  readonly subgraph: string;
  /** As it was sent: names under a prefix are the gateway's for what the client named itself. */
  readonly operation: string;
  /** The entities asked for, each once; null for root fields. */
  readonly representations: number | null;
  /** The entities answered, or the root fields that are not null. */
  readonly results: number;
  /** From the request's beginning. */
  readonly start: number;
  readonly duration: number;
  /** As the client is told of them. */
  readonly errors: readonly { readonly message: string; readonly code: string }[];
}

export interface ExplainedSubgraphSql extends ExplainedStatements {
  readonly subgraph: string;
}

export interface ExplainedCost {
  readonly estimated: number;
  /** The most that is answered; null where there is no limit. */
  readonly limit: number | null;
}
