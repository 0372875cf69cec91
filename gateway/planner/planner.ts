import { createHash } from "node:crypto";
import type { PlanNode } from "@graphql-hive/router-query-planner";
import { GraphQLError } from "graphql";
import { Lru } from "../lru.ts";
import { type Helper, HelperEnded, startHelper } from "./helper.ts";

/** Plans operations over one supergraph. */
export interface Planner {
  /** Settles once the supergraph is loaded, or cannot be. */
  readonly ready: Promise<void>;
  plan(operation: string): Promise<PlanNode | undefined>;
  /** Ends the process it plans in. */
  stop(): void;
}

interface PlannerOptions {
  /** Milliseconds that planning one operation may take, and that it may wait for its turn. */
  readonly timeLimit?: number;
  /** After so many milliseconds without work the process ends; the next operation starts another. */
  readonly idleTime?: number;
}

export const PLAN_TIME_LIMIT = 5_000;
const MINUTE = 60_000;

/** Operations that are remembered for having ended the planner. */
const MOST_FATAL = 1_000;

const tooLong = () =>
  new GraphQLError("The operation takes too long to plan.", {
    extensions: { code: "OPERATION_REFUSED", http: { status: 400 } },
  });

const busy = () =>
  new GraphQLError("Too many operations wait to be planned. Ask again in a second.", {
    extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", http: { status: 503 } },
  });

const hashOf = (operation: string) => createHash("sha256").update(operation).digest("base64");

/**
 * Plans in a process of its own, one operation after the other: it is known which one ended it, and nothing else ends with it. That
 * operation is never planned again.
 */
export const startPlanner = (
  supergraphSdl: string,
  { timeLimit = PLAN_TIME_LIMIT, idleTime = MINUTE }: PlannerOptions = {},
): Planner => {
  const fatal = new Lru<string, Error>(MOST_FATAL);
  let helper: Helper | undefined = startHelper(supergraphSdl);
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let hasStopped = false;

  const end = () => {
    clearTimeout(idle);
    helper?.kill();
    helper = undefined;
  };
  const rest = () => {
    clearTimeout(idle);
    idle = setTimeout(end, idleTime).unref();
  };
  helper.ready.then(rest, () => undefined);

  const living = (): Helper => {
    if (hasStopped) throw new Error("The planner has stopped.");
    if (!helper || helper.hasEnded()) helper = startHelper(supergraphSdl);
    return helper;
  };

  const within = async (current: Helper, operation: string) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      current.kill();
    }, timeLimit);
    try {
      return await current.plan(operation);
    } catch (error) {
      throw isOver ? tooLong() : error;
    } finally {
      clearTimeout(timer);
    }
  };

  const planNow = async (operation: string, isSecondTry = false): Promise<PlanNode | undefined> => {
    const current = living();
    await current.ready;
    clearTimeout(idle);
    try {
      return await within(current, operation);
    } catch (error) {
      if (current.hasEnded()) living();
      if (!(error instanceof HelperEnded)) throw error;
      // Whoever sends this signal is the system or an operator: it says nothing of the operation yet.
      if (error.signal === "SIGKILL" && !isSecondTry) return await planNow(operation, true);
      fatal.set(hashOf(operation), error);
      throw error;
    } finally {
      rest();
    }
  };

  return {
    ready: helper.ready,
    plan: (operation) => {
      const known = fatal.get(hashOf(operation));
      if (known) return Promise.reject(known);
      const since = performance.now();
      const mine = last.then(() => {
        if (performance.now() - since > timeLimit) throw busy();
        return planNow(operation);
      });
      last = mine.catch(() => undefined);
      return mine;
    },
    stop: () => {
      hasStopped = true;
      end();
    },
  };
};
