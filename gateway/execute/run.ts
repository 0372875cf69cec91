import type { GatewayContext } from "../request/context.ts";
import type { Container, Problem } from "./failure.ts";

/** An error that makes nothing null: it is reported beside those that completion finds. */
export interface LooseProblem extends Omit<Problem, "rest" | "ofFetch"> {
  /** Its place in the response, in the client's names, as far as that is known. */
  readonly path: readonly (string | number)[] | undefined;
}

/** The state of one execution of one operation. */
export interface Run {
  /** All responses of subgraphs, merged, with failures at their places. */
  readonly data: Container;
  /** The coerced variables, by the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GatewayContext;
  readonly loose: LooseProblem[];
  /** Root fields that made a subgraph's whole response null, by key: its other fields did not fail by themselves. */
  readonly failedRootKeys: string[];
  /** Whether anything failed; if not, completion need not look. */
  failed: boolean;
}

/** What the direct children of one parallel node share while they start: the entities found for one path and key. */
export type Stage = Map<string, unknown>;

/** A compiled plan node. It never throws or rejects: failures are placed in the data. */
export type Step = (run: Run, stage?: Stage) => void | Promise<void>;
