import type { Container, Problem } from "./failure.ts";

/** An error in the words that may leave the gateway. */
export type Words = Omit<Problem, "rest" | "ofFetch">;

/** A subgraph's error as it may leave, with the path the subgraph gave it. */
export interface SubgraphProblem extends Words {
  readonly path: readonly (string | number)[] | undefined;
}

/** A subgraph's answer after it was checked and its errors were put into words that may leave. */
export interface CheckedResponse {
  readonly data: Container | null;
  readonly problems: readonly SubgraphProblem[];
}

/** Told of every error a subgraph reports or causes, whole, for the log, in which request it came, and how many of its kind it stands for. */
export type Report = (service: string, error: unknown, requestId: string, count: number) => void;
