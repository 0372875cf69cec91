import { Counter, Gauge, type Registry } from "prom-client";

/** Why a fetch was not sent to a subgraph: it has failed several times in a row, or too many requests wait for it. */
export type NotSentReason = "OPEN" | "BUSY";

/** The current state of one subgraph. */
export interface SubgraphState {
  inWork(): number;
  waiting(): number;
  /** Whether its circuit breaker is open for all. */
  isOpen(): boolean;
  /** For how many tenants it is open. */
  openTenants(): number;
}

/** A gateway's metrics of its subgraphs. */
export interface SubgraphMetrics {
  watchSubgraph(name: string, state: SubgraphState): void;
  countNotSent(subgraph: string, reason: NotSentReason): void;
}

export const createSubgraphMetrics = (registry: Registry): SubgraphMetrics => {
  const registers = [registry];
  const states = new Map<string, SubgraphState>();
  new Gauge({
    name: "graphql_subgraph_requests",
    help: "Requests that a subgraph works for, and those that wait for a place",
    labelNames: ["subgraph", "state"],
    registers,
    collect() {
      for (const [subgraph, { inWork, waiting }] of states) {
        this.set({ subgraph, state: "work" }, inWork());
        this.set({ subgraph, state: "waiting" }, waiting());
      }
    },
  });
  new Gauge({
    name: "graphql_subgraph_circuits_open",
    help: "Open circuit breakers of a subgraph: the one for all, and those of single tenants",
    labelNames: ["subgraph", "of"],
    registers,
    collect() {
      for (const [subgraph, { isOpen, openTenants }] of states) {
        this.set({ subgraph, of: "all" }, Number(isOpen()));
        this.set({ subgraph, of: "tenant" }, openTenants());
      }
    },
  });
  const notSent = new Counter({
    name: "graphql_subgraph_fetches_not_sent_total",
    help: "Fetches refused before anything was sent, by reason",
    labelNames: ["subgraph", "reason"],
    registers,
  });

  return {
    watchSubgraph: (name, state) => void states.set(name, state),
    countNotSent: (subgraph, reason) => notSent.inc({ subgraph, reason }),
  };
};
