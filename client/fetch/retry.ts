import { CustomerGraphError } from "./customer-graph-error.ts";

/** How often, and after how long a wait, a read is asked again. */
export interface RetryOptions {
  /** How many times more it is asked at most. */
  readonly attempts: number;
  /** The longest wait in seconds. An answer that asks for a longer one is not waited for. 30, unless given. */
  readonly maxWait?: number;
}

const MAX_WAIT = 30;

const isRead = (text: string): boolean => /^\s*(query\b|\{)/.test(text);

const wait = (seconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1_000);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });

/** Seconds to wait before the next attempt, if there is to be one: the answer was 429 or 503 and says when to ask again. */
const waitFor = (error: unknown, { maxWait = MAX_WAIT }: RetryOptions): number | undefined => {
  if (!(error instanceof CustomerGraphError) || (error.status !== 429 && error.status !== 503)) return undefined;
  return error.retryAfter !== undefined && error.retryAfter <= maxWait ? error.retryAfter : undefined;
};

/** Asks a read again as long as the graph says when to, and a mutation never. */
export const withRetries = async <Value>(
  text: string,
  options: RetryOptions | undefined,
  signal: AbortSignal | undefined,
  ask: () => Promise<Value>,
): Promise<Value> => {
  for (let left = options && isRead(text) ? options.attempts : 0; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      const seconds = options && left > 0 ? waitFor(error, options) : undefined;
      if (seconds === undefined) throw error;
      await wait(seconds, signal);
    }
  }
};
