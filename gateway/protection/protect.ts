import { Lru } from "../../platform/lru.ts";
import type { Log } from "../../platform/observability/log.ts";
import type { Metrics } from "../../platform/observability/metrics.ts";
import type { GatewayContext } from "../request/context.ts";
import type { Send, SubgraphOperation, SubgraphResponse, Transport } from "../transport/transport.ts";
import { NotSent } from "../transport/transport.ts";
import { type Bulkhead, createBulkhead } from "./bulkhead.ts";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker.ts";
import { type Verdict, verdictOfError, verdictOfResult } from "./outcome.ts";

export interface ProtectionOptions {
  /** Concurrent requests in the process: half of them may wait for one subgraph. */
  readonly maxConcurrency: number;
  /** Milliseconds after which a fetch that ended with its request had enough time. */
  readonly timeout: number;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "watchSubgraph" | "countNotSent">;
  readonly now?: () => number;
}

const SHARE = 1 / 2;

/** Fewer could not be shared. */
const LEAST_PLACES = 2;
const MOST_TENANTS = 10_000;

/** What the fetches to one subgraph have in common. */
interface Subgraph {
  readonly name: string;
  readonly bulkhead: Bulkhead;
  readonly breakerOfAll: CircuitBreaker;
  /** Only of those whose last fetch failed. */
  readonly breakerOf: Lru<string, CircuitBreaker>;
}

/**
 * Isolates a subgraph that does not respond: it can hold only part of the slots, and after several failures in a row it
 * is not asked for a while. Failures that may be a tenant's own, such as timeouts, count for that tenant alone.
 */
export const createProtection = (options: ProtectionOptions) => {
  const { maxConcurrency, timeout, log, metrics, now = () => performance.now() } = options;

  const breaker = (name: string, of: "subgraph" | "tenant"): CircuitBreaker =>
    createCircuitBreaker(now, (isOpen) =>
      log.warn({ service: name, of }, isOpen ? "a subgraph is not asked for a while" : "a subgraph is asked again"),
    );

  const open = (name: string): Subgraph => {
    const subgraph = {
      name,
      bulkhead: createBulkhead(Math.max(LEAST_PLACES, Math.ceil(maxConcurrency * SHARE)), now),
      breakerOfAll: breaker(name, "subgraph"),
      breakerOf: new Lru<string, CircuitBreaker>(MOST_TENANTS),
    };
    metrics.watchSubgraph(name, {
      inWork: subgraph.bulkhead.inWork,
      waiting: subgraph.bulkhead.waiting,
      isOpen: subgraph.breakerOfAll.isOpen,
      openTenants: () => [...subgraph.breakerOf.values()].filter(({ isOpen }) => isOpen()).length,
    });
    return subgraph;
  };

  const conclude = (
    { name, bulkhead, breakerOfAll, breakerOf }: Subgraph,
    tenantId: string,
    verdict: Verdict,
  ): void => {
    if (verdict === "answered") {
      bulkhead.answered();
      breakerOfAll.settle("answered");
      breakerOf.get(tenantId)?.settle("answered");
      breakerOf.delete(tenantId);
      return;
    }
    breakerOfAll.settle(verdict === "all" ? "failed" : "no verdict");
    const own = breakerOf.get(tenantId) ?? (verdict === "tenant" ? breaker(name, "tenant") : undefined);
    own?.settle(verdict === "tenant" ? "failed" : "no verdict");
    if (own) breakerOf.set(tenantId, own);
  };

  const refuse = (name: string, reason: "OPEN" | "BUSY", retryAfter: number): never => {
    metrics.countNotSent(name, reason);
    throw new NotSent(
      reason === "OPEN" ? "It has failed several times in a row." : "Too many requests are waiting for it.",
      retryAfter,
    );
  };

  const admit = ({ name, breakerOfAll, breakerOf }: Subgraph, tenantId: string): void => {
    const own = breakerOf.get(tenantId);
    const ofOwn = own?.admit() ?? 0;
    if (ofOwn > 0) refuse(name, "OPEN", ofOwn);
    const ofAll = breakerOfAll.admit();
    if (ofAll === 0) return;
    own?.settle("no verdict");
    refuse(name, "OPEN", ofAll);
  };

  /** No promise where the subgraph answers without one. */
  const guarded = (subgraph: Subgraph, kind: SubgraphOperation["kind"], send: Send): Send => {
    const run = (variables: Record<string, unknown>, context: GatewayContext, tenantId: string) => {
      const began = now();
      const isLate = (): boolean => now() - began >= timeout;
      const settle = (result: SubgraphResponse): SubgraphResponse => {
        conclude(subgraph, tenantId, verdictOfResult(result, context, isLate(), kind));
        subgraph.bulkhead.leave(context);
        return result;
      };
      const fail = (error: unknown): never => {
        conclude(subgraph, tenantId, verdictOfError(error, context, isLate()));
        subgraph.bulkhead.leave(context);
        throw error;
      };
      let result: ReturnType<Send>;
      try {
        result = send(variables, context);
      } catch (error) {
        return fail(error);
      }
      return result instanceof Promise ? result.then(settle, fail) : settle(result);
    };

    return (variables, context) => {
      const tenantId = context.viewer?.tenantId ?? "";
      admit(subgraph, tenantId);
      const begin = (isIn: boolean) => {
        if (isIn) return run(variables, context, tenantId);
        subgraph.bulkhead.leave(context);
        conclude(subgraph, tenantId, "nothing");
        return refuse(subgraph.name, "BUSY", 1);
      };
      const entered = subgraph.bulkhead.enter(context);
      return typeof entered === "boolean" ? begin(entered) : entered.then(begin);
    };
  };

  return (name: string, transport: Transport): Transport => {
    const subgraph = open(name);
    return {
      prepare: (operation) => guarded(subgraph, operation.kind, transport.prepare(operation)),
      close: async () => transport.close?.(),
    };
  };
};
