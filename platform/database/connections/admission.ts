import { createFairLimiter } from "./fair-limiter.ts";
import { createLimiter, type Limiter } from "./limiter.ts";

/** The owner of a request for a connection. */
export interface Asker {
  readonly tenantId: string;
  /** Identifies a request: work that shares it shares the request's limits. */
  readonly signal?: AbortSignal;
}

/** Decides when a statement or transaction gets a connection, so that no tenant or request takes them all. */
export interface Admission {
  read<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
  write<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
  /**
   * Runs one at a time per tenant: for work that would otherwise wait for a tenant-wide lock while holding a
   * connection.
   */
  inTurn<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
}

/** Concurrent statements of one request. */
const MOST_OF_A_REQUEST = 4;

/** The share of the connections for all tenants' writes together: some are long, and reads go on meanwhile. */
const WRITERS = 0.6;

/** Divides a number of connections. */
export const createAdmission = (connections: number): Admission => {
  const all = createFairLimiter(connections);
  const writers = createFairLimiter(Math.ceil(connections * WRITERS));
  const requests = new WeakMap<AbortSignal, Limiter>();
  const turns = new Map<string, Limiter>();

  const requestOf = (signal: AbortSignal): Limiter => {
    const limiter = requests.get(signal) ?? createLimiter(MOST_OF_A_REQUEST);
    requests.set(signal, limiter);
    return limiter;
  };

  return {
    read: ({ tenantId, signal }, work) => {
      const admitted = () => all(tenantId, signal, work);
      return signal ? requestOf(signal).run(signal, admitted) : admitted();
    },

    write: ({ tenantId, signal }, work) => writers(tenantId, signal, () => all(tenantId, signal, work)),

    inTurn: async ({ tenantId, signal }, work) => {
      const turn = turns.get(tenantId) ?? createLimiter(1);
      turns.set(tenantId, turn);
      try {
        return await turn.run(signal, work);
      } finally {
        if (turn.isIdle()) turns.delete(tenantId);
      }
    },
  };
};
