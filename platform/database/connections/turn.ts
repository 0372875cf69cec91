import { Aborted } from "../../graphql/aborted.ts";

/** Those who wait for their turn, in the order they came; each is called when it has come. */
export type Queue = Set<() => void>;

/** Waits in a queue, or until nobody waits for it any more. */
export const turnIn = (queue: Queue, signal: AbortSignal | undefined): Promise<void> =>
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
    if (signal?.aborted) return leave();
    signal?.addEventListener("abort", leave, { once: true });
    queue.add(begin);
  });
