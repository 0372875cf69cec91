import type { PlanNode, QueryPlanner } from "@graphql-hive/router-query-planner";
import { GraphQLError } from "graphql";

/** Plans operations over one supergraph. */
export interface Planner {
  plan(operation: string): Promise<PlanNode | undefined>;
}

const load = async () => {
  try {
    return await import("@graphql-hive/router-query-planner");
  } catch (cause) {
    const platform = `${process.platform} ${process.arch}`;
    throw new Error(
      `The query planner has no binary for this machine (${platform}). It has some for Linux with glibc and for macOS, each on x64 and arm64; on Windows run it in WSL.`,
      { cause },
    );
  }
};

const NO_LABELS = new Set<string>();

const timedOut = () =>
  new GraphQLError("The operation takes too long to plan.", { extensions: { code: "OPERATION_REFUSED" } });

/** Loads a supergraph into the planner. Planning runs off the main thread and stops after `timeLimit` milliseconds. */
export const createPlanner = async (supergraphSdl: string, timeLimit: number): Promise<Planner> => {
  const { QueryPlanner: Native } = await load();
  const native: QueryPlanner = new Native(supergraphSdl);
  return {
    plan: async (operation) => {
      /** Not `AbortSignal.timeout`: with the planner's listener on it, it is never freed. */
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), timeLimit);
      try {
        return (await native.planAsync(operation, null, NO_LABELS, 0, limit.signal)).node;
      } catch (error) {
        throw limit.signal.aborted ? timedOut() : error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
};
