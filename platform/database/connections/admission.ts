import { createFairLimiter } from "./fair-limiter.ts";
import { createLimiter, type Limiter } from "./limiter.ts";

/** Who asks for a connection. */
export interface Asker {
  readonly tenantId: string;
  /** One request's: what shares it shares what one request may take. */
  readonly signal?: AbortSignal;
}

/** Decides when a statement or a transaction gets a connection, so that no tenant and no request takes them all. */
export interface Admission {
  read<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
  write<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
  /** One after the other in a tenant: for what would wait for a lock of the whole tenant, and so waits without a connection. */
  inTurn<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result>;
}

/** Statements of one request that run at once. */
const MOST_OF_A_REQUEST = 4;

/** The part of the connections that all tenants' writes together can take: some are long, and others read meanwhile. */
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
