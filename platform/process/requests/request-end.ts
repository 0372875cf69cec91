const listeners = new WeakMap<AbortSignal, (() => void)[]>();
const ended = new WeakSet<AbortSignal>();

/**
 * Runs a callback when a request is over, however it ended; at once if it is. A request is identified by its signal.
 */
export const onRequestEnd = (request: AbortSignal, listener: () => void): void => {
  const others = listeners.get(request);
  if (ended.has(request)) listener();
  else if (others) others.push(listener);
  else listeners.set(request, [listener]);
};

/** Reports that a request has its response, or will never get one. */
export const endRequest = (request: AbortSignal): void => {
  if (ended.has(request)) return;
  ended.add(request);
  for (const listener of listeners.get(request) ?? []) listener();
  listeners.delete(request);
};
