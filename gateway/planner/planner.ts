import { createHash } from "node:crypto";
import type { PlanNode } from "@graphql-hive/router-query-planner";
import { GraphQLError } from "graphql";
import { Lru } from "../../platform/lru.ts";
import { type Helper, HelperEnded, startHelper } from "./helper.ts";

/** Plans operations over one supergraph. */
export interface Planner {
  /** Settles once the supergraph is loaded, or cannot be. */
  readonly ready: Promise<void>;
  plan(operation: string): Promise<PlanNode | undefined>;
  /** Ends its process. */
  stop(): void;
}

interface PlannerOptions {
  /** Milliseconds for planning one operation, and for waiting its turn. */
  readonly timeLimit?: number;
  /** After this many idle milliseconds the process ends; the next operation starts another. */
  readonly idleTime?: number;
}

export const PLAN_TIME_LIMIT = 5_000;
const MINUTE = 60_000;

/** Milliseconds that a process may take to load a supergraph that another has loaded before. */
const LOAD_TIME_LIMIT = MINUTE;

/** Processes started for one operation if others are killed while loading. */
const MOST_STARTS = 5;

/** Number of operations remembered for having ended the planner. */
const MOST_FATAL = 1_000;

const tooLong = () =>
  new GraphQLError("The operation takes too long to plan.", {
    extensions: { code: "OPERATION_REFUSED", http: { status: 400 } },
  });

const busy = () =>
  new GraphQLError("Too many operations are waiting to be planned. Try again in a second.", {
    extensions: { code: "DOWNSTREAM_SERVICE_UNAVAILABLE", http: { status: 503 } },
  });

/** This signal comes from the system or an operator: it does not incriminate the operation yet. */
const wasKilled = (error: unknown): boolean => error instanceof HelperEnded && error.signal === "SIGKILL";

const hashOf = (operation: string) => createHash("sha256").update(operation).digest("base64");

/**
 * Plans in a separate process, one operation at a time, so that it is known which one ended it, and nothing else ends
 * with it. That operation is never planned again.
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

  /** The result of a process, within a time limit that ends it. */
  const within = async <T>(current: Helper, limit: number, work: Promise<T>, late: () => Error): Promise<T> => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      current.kill();
    }, limit);
    try {
      return await work;
    } catch (error) {
      throw isOver ? late() : error;
    } finally {
      clearTimeout(timer);
    }
  };

  /** A process that has loaded the supergraph: another one if that is killed meanwhile. */
  const loaded = async (limit: number, starts = MOST_STARTS): Promise<Helper> => {
    const current = living();
    try {
      await within(current, limit, current.ready, busy);
      return current;
    } catch (error) {
      if (starts > 1 && wasKilled(error)) return await loaded(limit, starts - 1);
      throw error;
    }
  };

  const planNow = async (operation: string, isSecondTry = false): Promise<PlanNode | undefined> => {
    clearTimeout(idle);
    try {
      const current = await loaded(LOAD_TIME_LIMIT);
      clearTimeout(idle);
      try {
        return await within(current, timeLimit, current.plan(operation), tooLong);
      } catch (error) {
        if (current.hasEnded()) living();
        if (wasKilled(error) && !isSecondTry) return await planNow(operation, true);
        if (error instanceof HelperEnded) fatal.set(hashOf(operation), error);
        throw error;
      }
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
