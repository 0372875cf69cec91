import { setTimeout as sleep } from "node:timers/promises";
import { Aborted } from "../../graphql/aborted.ts";
import { type Cancellable, requestCancel } from "../connections/cancel-request.ts";
import { isPooled } from "../connections/pooled.ts";

/** A cancel request that arrived before its statement began has cancelled nothing: it is sent again. */
const REPEAT_MS = 100;
const TIMEOUT_MS = 3_000;

/** Closes a connection now, whatever it waits for, and removes it from the pool. */
const hangUp = (client: Cancellable): void => {
  void client.end();
  client.connection.stream.destroy();
};

/**
 * Cancels a statement. If that is impossible, or might still cancel something else, the connection is closed: also
 * behind a pooler, which may hang up on the request before passing it on.
 */
const stop = async (client: Cancellable, statement: Promise<unknown>): Promise<void> => {
  let running = true;
  const end = (): void => {
    running = false;
  };
  const settled = statement.then(end, end);
  const began = performance.now();
  while (running && performance.now() - began < TIMEOUT_MS) {
    if ((await requestCancel(client)) === "unknown") break;
    await Promise.race([settled, sleep(REPEAT_MS, undefined, { ref: false })]);
    if (!running && !isPooled(client)) return;
  }
  hangUp(client);
};

/**
 * Runs a statement, unless the signal is aborted already. If it is aborted meanwhile, the statement is cancelled on the
 * server, and the caller gets the connection back only when cancelling is over, so that it never hits a later
 * statement.
 */
export const untilAborted = async <Result>(
  client: Cancellable,
  signal: AbortSignal,
  statement: () => Promise<Result>,
): Promise<Result> => {
  if (signal.aborted) throw new Aborted();
  const running = statement();
  let stopping: Promise<void> | undefined;
  const onAbort = (): void => {
    stopping = stop(client, running);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await running;
  } catch (error) {
    throw stopping ? new Aborted({ cause: error }) : error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    if (stopping) await stopping;
  }
};
