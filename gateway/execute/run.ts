import type { GatewayContext } from "../request/context.ts";
import type { Container, Problem } from "./failure.ts";

/** An error that makes nothing null: it goes out beside those that completion finds. */
export interface LooseProblem extends Omit<Problem, "rest" | "ofFetch"> {
  /** Where it belongs in the answer, in the client's names, as far as that is known. */
  readonly path: readonly (string | number)[] | undefined;
}

/** The state of one execution of one operation. */
export interface Run {
  /** All answers of subgraphs, merged, with failures hung at their places. */
  readonly data: Container;
  /** The coerced variables, by the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GatewayContext;
  readonly loose: LooseProblem[];
  /** Root fields for whose sake a subgraph answered nothing at all, by their key: its other fields failed of no fault of their own. */
  readonly failedRootKeys: string[];
  /** Whether anything failed, so that completion need not look for it. */
  failed: boolean;
}

/** What the direct children of one parallel node share while they start: the entities found for one path and key. */
export type Stage = Map<string, unknown>;

/** A compiled plan node. It never throws or rejects: what goes wrong hangs in the data. */
export type Step = (run: Run, stage?: Stage) => void | Promise<void>;
