import { type Queue, turnIn } from "./turn.ts";

/** Does a work as soon as its tenant may have one more permit, and gives the permit back after it. */
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
 * Bounds how many works are under way at once, fairly between tenants: each may take another permit while it holds fewer than are free.
 * One alone takes half of them, and whoever comes later still finds some. Waiting tenants take turns, and each serves its own works in
 * the order they came.
 */
export const createFairLimiter = (permits: number): FairLimiter => {
  const tenants = new Map<string, Tenant>();
  let free = permits;

  const take = (tenant: Tenant): void => {
    free--;
    tenant.permits++;
  };

  /** Who has had a turn goes to the end of the line. */
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
