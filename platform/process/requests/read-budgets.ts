import { setMaxListeners } from "node:events";
import { Aborted } from "../../graphql/aborted.ts";
import { Refusal } from "../../graphql/errors.ts";
import { onRequestEnd } from "./request-end.ts";

/** What one request may read into this process: database rows, and responses of subgraphs elsewhere. */
export interface ReadBudget {
  /** Aborted when the request is aborted, ends, or has read too much: nothing of it runs on. */
  readonly signal: AbortSignal;
  /** Counts what has arrived. Throws when it is too much. */
  take(characters: number): void;
  /** Returns the error for failed work: the refusal if the budget ended it. */
  explain(error: unknown): unknown;
}

/** Gives each request its budget. A request is identified by its signal. */
export type ReadBudgets = (request: AbortSignal, tenantId?: string) => ReadBudget;

export interface ReadLimits {
  /** Characters that a request may read. */
  readonly maxRead: number;
  /** Characters that all current requests may have read together. */
  readonly maxReadTotal: number;
}

/** A request has read too much, alone or with all others: it would have wherever it reads. */
export class ReadRefusal extends Refusal {}

const tooMuch = (limit: number): ReadRefusal =>
  new ReadRefusal(
    "OPERATION_REFUSED",
    `The request would read more than ${limit} characters. Ask for fewer items with "first", or for long texts in separate requests.`,
    { extensions: { limit } },
  );

const tooMuchTogether = (): ReadRefusal =>
  new ReadRefusal(
    "DOWNSTREAM_SERVICE_UNAVAILABLE",
    'Together, the requests in progress read more than this process has memory for, and this one has read the most. Try again, or ask for fewer items with "first".',
    { extensions: { retryAfter: 1 } },
  );

interface Entry {
  readonly tenantId: string;
  held: number;
  /** It has been refused, and its rows stay in memory until it ends. */
  leaving: boolean;
  refuse(refusal: ReadRefusal): void;
}

/** The largest request of the tenant whose requests hold most together: many small ones do not push out others. */
const largestOfLargest = (entries: readonly Entry[]): Entry | undefined => {
  const heldBy = new Map<string, number>();
  for (const { tenantId, held } of entries) heldBy.set(tenantId, (heldBy.get(tenantId) ?? 0) + held);
  const ofTenant = ({ tenantId }: Entry): number => heldBy.get(tenantId) ?? 0;
  return [...entries].sort((a, b) => ofTenant(b) - ofTenant(a) || b.held - a.held)[0];
};

/**
 * Counts what requests read until they end. One that exceeds its own limit is refused; if all together exceed the
 * process's memory, the largest of the tenant that has read most gives way, so that small readers are served. While
 * refused ones hold as much again, any reader is refused: the total never exceeds twice the limit.
 */
export const createReadBudgets = ({ maxRead, maxReadTotal }: ReadLimits): ReadBudgets => {
  const entries = new Set<Entry>();
  let total = 0;
  let leaving = 0;

  const makeRoom = (taker: Entry): void => {
    while (total - leaving > maxReadTotal) {
      largestOfLargest([...entries].filter((entry) => !entry.leaving))?.refuse(tooMuchTogether());
    }
    if (total > 2 * maxReadTotal) taker.refuse(tooMuchTogether());
  };

  const createBudget = (request: AbortSignal, tenantId: string): ReadBudget => {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const { signal } = controller;
    const abort = (): void => controller.abort(request.reason);
    let refusal: ReadRefusal | undefined;
    const entry: Entry = {
      tenantId,
      held: 0,
      leaving: false,
      refuse: (reason) => {
        if (entry.leaving) return;
        entry.leaving = true;
        leaving += entry.held;
        refusal = reason;
        abort();
      },
    };
    const end = (): void => {
      entries.delete(entry);
      total -= entry.held;
      if (entry.leaving) leaving -= entry.held;
      abort();
    };
    if (request.aborted) abort();
    else request.addEventListener("abort", abort, { once: true });
    onRequestEnd(request, end);

    return {
      signal,
      take: (characters) => {
        if (signal.aborted) throw refusal ?? new Aborted();
        entries.add(entry);
        entry.held += characters;
        total += characters;
        if (entry.held > maxRead) entry.refuse(tooMuch(maxRead));
        makeRoom(entry);
        if (refusal) throw refusal;
      },
      explain: (error) => {
        const isOwn = error instanceof Refusal && !(error instanceof Aborted);
        return refusal && !isOwn ? refusal : error;
      },
    };
  };

  const budgets = new WeakMap<AbortSignal, ReadBudget>();
  return (request, tenantId = "") => {
    const known = budgets.get(request);
    if (known) return known;
    const budget = createBudget(request, tenantId);
    budgets.set(request, budget);
    return budget;
  };
};

/** No limit: for work that serves no request. */
export const UNBOUNDED: ReadLimits = {
  maxRead: Number.POSITIVE_INFINITY,
  maxReadTotal: Number.POSITIVE_INFINITY,
};
