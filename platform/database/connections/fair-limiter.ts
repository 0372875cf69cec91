import { type Queue, turnIn } from "./turn.ts";

/** Runs a task once its tenant may have one more permit, and returns the permit afterwards. */
export type FairLimiter = <Result>(
  tenantId: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
) => Promise<Result>;

interface Tenant {
  permits: number;
  readonly queue: Queue;
}

/**
 * Limits concurrent tasks, fairly between tenants: each may take another permit while it holds fewer than are free. A
 * tenant alone takes half of them, and newcomers still find some. Waiting tenants take turns, and each tenant's tasks
 * run in order of arrival.
 */
export const createFairLimiter = (permits: number): FairLimiter => {
  const tenants = new Map<string, Tenant>();
  let free = permits;

  const take = (tenant: Tenant): void => {
    free--;
    tenant.permits++;
  };

  /** A tenant that had its turn goes to the end of the queue. */
  const serveNext = (): boolean => {
    for (const [tenantId, tenant] of tenants) {
      const [begin] = tenant.queue;
      if (!begin || tenant.permits >= free) continue;
      tenants.delete(tenantId);
      tenants.set(tenantId, tenant);
      take(tenant);
      begin();
      return true;
    }
    return false;
  };
  const forgetIdle = (tenantId: string, { permits: held, queue }: Tenant): void => {
    if (held === 0 && queue.size === 0) tenants.delete(tenantId);
  };

  return async (tenantId, signal, work) => {
    const tenant = tenants.get(tenantId) ?? { permits: 0, queue: new Set() };
    tenants.set(tenantId, tenant);
    try {
      if (tenant.permits < free) take(tenant);
      else await turnIn(tenant.queue, signal);
    } catch (error) {
      forgetIdle(tenantId, tenant);
      throw error;
    }
    try {
      return await work();
    } finally {
      tenant.permits--;
      free++;
      while (serveNext());
      forgetIdle(tenantId, tenant);
    }
  };
};
