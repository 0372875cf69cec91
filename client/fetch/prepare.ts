import { asUsage, usageError } from "./usage-error.ts";

/** The absolute URL of the graph. A relative one is resolved against the page's, if there is a page. */
export const wholeUrl = (url: string | URL): URL => {
  const { location } = globalThis as { location?: { href?: string } };
  const whole = asUsage(
    () => new URL(url, location?.href),
    () =>
      `The url "${url}" is not a whole address. Outside a browser give one such as https://graph.example.com/graphql.`,
  );
  if (!/^https?:$/.test(whole.protocol)) throw usageError(`The url "${url}" must begin with http:// or https://.`);
  if (whole.username || whole.password)
    throw usageError("The url must not hold a name or a password. Give a token with `token`.");
  return whole;
};

/** Headers for `fetch`. The message does not repeat a value: it may be a secret. */
export const checkedHeaders = (headers: Readonly<Record<string, string>>): Headers => {
  const checked = new Headers();
  for (const [name, value] of Object.entries(headers))
    asUsage(
      () => checked.set(name, value),
      () =>
        `The header "${name}" is not valid: a name has letters, digits and dashes, and a value no line break and Latin letters only.`,
    );
  return checked;
};

export const jsonOf = (value: unknown): string =>
  asUsage(
    () => JSON.stringify(value),
    (reason) => `The variables cannot be written as JSON: ${reason}. Give large numbers and decimals as strings.`,
  );

/** A signal that is aborted on timeout, if there is a limit. */
export const clockOf = (timeout: number | undefined): AbortSignal | undefined =>
  timeout === undefined
    ? undefined
    : asUsage(
        () => AbortSignal.timeout(timeout),
        (reason) => `The timeout ${timeout} cannot be set: ${reason}. Give milliseconds, from 0 on.`,
      );

/** A signal that is aborted when any of several is. */
export const anyOf = (signals: readonly AbortSignal[]): AbortSignal | undefined => {
  if (signals.length < 2) return signals[0];
  if (typeof AbortSignal.any !== "function")
    throw usageError(
      "This platform has no AbortSignal.any, which a signal beside a timeout needs: use Node 20.3, a browser of 2023 or later, or one of the two.",
    );
  return AbortSignal.any([...signals]);
};

/** The result of a promise, unless a signal is aborted first: then it rejects with the signal's reason. */
export const unlessAborted = async <Value>(signal: AbortSignal | undefined, value: Promise<Value>): Promise<Value> => {
  if (!signal) return value;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
};
