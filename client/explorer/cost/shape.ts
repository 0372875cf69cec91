/** The parts of `extensions.explain` that this page reads. All times are in milliseconds. */
export interface Explanation {
  readonly times: Readonly<Record<Step, number | null>> & { readonly total: number };
  readonly plan: { readonly cached: boolean; readonly trees: readonly PlanNode[] } | null;
  readonly fetches: readonly Fetch[];
  readonly sql: readonly SubgraphSql[];
  readonly cost: { readonly estimated: number; readonly limit: number | null } | null;
}

export type Step = "parse" | "validate" | "plan" | "execute" | "complete";

export type PlanNode =
  | { readonly kind: "Sequence" | "Parallel"; readonly nodes: readonly PlanNode[] }
  | {
      readonly kind: "Condition";
      readonly variable: string;
      readonly whenTrue: PlanNode | null;
      readonly whenFalse: PlanNode | null;
    }
  | PlanFetch;

export interface PlanFetch {
  readonly kind: "Fetch";
  readonly id: number;
  readonly subgraph: string;
  readonly paths: readonly string[];
  readonly operation: string;
}

export interface Fetch {
  readonly planId: number;
  readonly subgraph: string;
  readonly operation: string;
  /** Null for root fields. */
  readonly representations: number | null;
  readonly results: number;
  readonly start: number;
  readonly duration: number;
  readonly errors: readonly { readonly message: string; readonly code: string }[];
}

export interface SubgraphSql {
  readonly subgraph: string;
  readonly count: number;
  readonly duration: number;
  readonly rows: number;
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly name: string | null;
  readonly text: string;
  readonly parameters: readonly string[];
  readonly rows: number;
  readonly duration: number;
  readonly writes: boolean;
}
