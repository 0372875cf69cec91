import { Aborted } from "../aborted.ts";

interface Share {
  inUse: number;
  readonly queue: Set<() => void>;
}

/** Does a work as soon as the tenant has room for one more. */
export type WithinShare = <Result>(
  tenantId: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
) => Promise<Result>;

/** Waits for a turn, or until nobody waits for it any more. */
const turn = ({ queue }: Share, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const begin = (): void => {
      queue.delete(begin);
      signal?.removeEventListener("abort", leave);
      resolve();
    };
    const leave = (): void => {
      queue.delete(begin);
      reject(new Aborted());
    };
    signal?.addEventListener("abort", leave, { once: true });
    queue.add(begin);
  });

/** Bounds how many works each tenant has under way at once: what it has more waits for its own, and takes no room from others. */
export const createShares = (most: number): WithinShare => {
  const shares = new Map<string, Share>();

  return async (tenantId, signal, work) => {
    if (signal?.aborted) throw new Aborted();
    const share = shares.get(tenantId) ?? { inUse: 0, queue: new Set() };
    shares.set(tenantId, share);
    if (share.inUse < most) share.inUse++;
    else await turn(share, signal);
    try {
      return await work();
    } finally {
      const [next] = share.queue;
      if (next) next();
      else if (--share.inUse === 0) shares.delete(tenantId);
    }
  };
};
