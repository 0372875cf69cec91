import type { Container, Problem } from "./failure.ts";

/** An error with a message that may leave the gateway. */
export type Words = Omit<Problem, "rest" | "ofFetch">;

/** A subgraph's error as it may leave, with the subgraph's own path. */
export interface SubgraphProblem extends Words {
  readonly path: readonly (string | number)[] | undefined;
}

/** A subgraph's response after it was checked and its errors were made safe to pass on. */
export interface CheckedResponse {
  readonly data: Container | null;
  readonly problems: readonly SubgraphProblem[];
}

/**
 * Receives every full error that a subgraph reports or causes, for the log, with its request and the number it stands
 * for.
 */
export type Report = (service: string, error: unknown, requestId: string, count: number) => void;
