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

/** The same for requests that would leave others less than a quarter of the process's slots. */
const CROWDED_SILENCE_MS = 250;

const NEVER = new AbortController().signal;

/** A request that finds no slot waits for a moment, as long as the subgraph answers anybody. */
export const createBulkhead = (slots: number, now: () => number): Bulkhead => {
  const limiter = createConcurrencyLimiter(slots);
  const holders = new Map<GatewayContext, Holder>();
  let lastAnswer = 0;
  let answers = 0;
  let fullSince: number | undefined;

  /** How long a full subgraph has answered nobody. */
  const silence = (): number => {
    if (limiter.inWork() < slots / 2) fullSince = undefined;
    if (limiter.inWork() < slots) return 0;
    fullSince ??= now();
    return now() - Math.max(lastAnswer, fullSince);
  };

  /** Whoever waits for a slot holds one of the process all the while. */
  const isCrowded = (): boolean => limiter.waiting() >= Math.floor(slots / 2);

  /** Waits only as long as the subgraph answers somebody now and then. */
  const acquireCrowded = async (signal: AbortSignal, who: string | undefined): Promise<boolean> => {
    const silent = new AbortController();
    const answersBefore = answers;
    const timer = setTimeout(() => answers === answersBefore && silent.abort(), CROWDED_SILENCE_MS);
    const entered = await limiter.acquire(AbortSignal.any([signal, silent.signal]), who);
    clearTimeout(timer);
    return entered;
  };

  const acquire = (signal: AbortSignal, who: string | undefined): boolean | Promise<boolean> => {
    if (!isCrowded()) return silence() < SILENCE_MS && limiter.acquire(signal, who);
    return silence() < CROWDED_SILENCE_MS && acquireCrowded(signal, who);
  };

  const begin = (context: GatewayContext): Holder => {
    const holder: Holder = { fetches: 1, isIn: false, entered: false };
    holders.set(context, holder);
    const entered = acquire(context.signal ?? NEVER, context.viewer?.tenantId);
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
      answers++;
    },
    inWork: limiter.inWork,
    waiting: limiter.waiting,
  };
};
