import type { GatewayContext } from "../request/context.ts";

const epochs = new WeakMap<GatewayContext, number>();

/**
 * Counts the writes of a request. What was loaded before a write may be stale after it, in every subgraph: one may
 * write for another.
 */
export const epochOf = (context: GatewayContext): number => epochs.get(context) ?? 0;

export const nextEpoch = (context: GatewayContext): void => {
  epochs.set(context, epochOf(context) + 1);
};
