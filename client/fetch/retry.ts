import { CustomerGraphError } from "./customer-graph-error.ts";

/** How often, and after what wait, a read is retried. */
export interface RetryOptions {
  /** The maximum number of retries. */
  readonly attempts: number;
  /** The longest wait in seconds. A response that asks for a longer one is not retried. Defaults to 30. */
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

/** Seconds to wait before a retry, if there is to be one: the response was 429 or 503 and says when to retry. */
const waitFor = (error: unknown, { maxWait = MAX_WAIT }: RetryOptions): number | undefined => {
  if (!(error instanceof CustomerGraphError) || (error.status !== 429 && error.status !== 503)) return undefined;
  return error.retryAfter !== undefined && error.retryAfter <= maxWait ? error.retryAfter : undefined;
};

/** Retries a read as long as the graph says when, and a mutation never. */
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
