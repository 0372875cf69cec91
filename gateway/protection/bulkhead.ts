import { createConcurrencyLimiter } from "../../platform/http/limits/concurrency-limiter.ts";
import type { GatewayContext } from "../request/context.ts";

/** Limits how many requests have a fetch in flight to one subgraph. All fetches of a request share a slot. */
export interface Bulkhead {
  /** Resolves to whether a fetch may be sent. */
  enter(context: GatewayContext): boolean | Promise<boolean>;
  /** For every fetch that asked to enter, including refused ones. */
  leave(context: GatewayContext): void;
  /** Reports a sign of life. */
  answered(): void;
  inWork(): number;
  waiting(): number;
}

interface Holder {
  fetches: number;
  isIn: boolean;
  entered: boolean | Promise<boolean>;
}

/** How long a full subgraph may stay silent before requests stop waiting for a slot. */
const SILENCE_MS = 1_000;

const NEVER = new AbortController().signal;

/** A request that finds no slot waits for a moment, as long as the subgraph answers anybody. */
export const createBulkhead = (places: number, now: () => number): Bulkhead => {
  const limiter = createConcurrencyLimiter(places);
  const holders = new Map<GatewayContext, Holder>();
  let lastAnswer = 0;
  let fullSince: number | undefined;

  const isSilent = (): boolean => {
    if (limiter.inWork() < places / 2) fullSince = undefined;
    if (limiter.inWork() < places) return false;
    fullSince ??= now();
    return now() - Math.max(lastAnswer, fullSince) >= SILENCE_MS;
  };

  const begin = (context: GatewayContext): Holder => {
    const holder: Holder = { fetches: 1, isIn: false, entered: false };
    holders.set(context, holder);
    const entered = !isSilent() && limiter.acquire(context.signal ?? NEVER, context.viewer?.tenantId);
    const note = (isIn: boolean): boolean => {
      holder.isIn = isIn;
      return isIn;
    };
    holder.entered = typeof entered === "boolean" ? note(entered) : entered.then(note);
    return holder;
  };

  return {
    enter: (context) => {
      const holder = holders.get(context);
      if (!holder) return begin(context).entered;
      holder.fetches++;
      return holder.entered;
    },
    leave: (context) => {
      const holder = holders.get(context);
      if (!holder || --holder.fetches > 0) return;
      holders.delete(context);
      if (holder.isIn) limiter.release(context.viewer?.tenantId);
    },
    answered: () => {
      lastAnswer = now();
    },
    inWork: limiter.inWork,
    waiting: limiter.waiting,
  };
};
