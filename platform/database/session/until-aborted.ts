import { setTimeout as sleep } from "node:timers/promises";
import { Aborted } from "../../graphql/aborted.ts";
import { type Cancellable, requestCancel } from "../connections/cancel-request.ts";
import { isPooled } from "../connections/pooled.ts";
import { allSettled } from "./settled.ts";

/** A cancel request that arrived before its statement began has cancelled nothing: it is sent again. */
const REPEAT_MS = 100;
const TIMEOUT_MS = 3_000;

/** Closes a connection now, whatever it waits for, and removes it from the pool. */
const hangUp = (client: Cancellable): void => {
  void client.end();
  client.connection.stream.destroy();
};

/**
 * Cancels the statements that run on a connection, one after another. If that is impossible, or might still cancel
 * something else, the connection is closed: also behind a pooler, which may hang up on the request before passing it
 * on.
 */
const stop = async (client: Cancellable, statements: readonly Promise<unknown>[]): Promise<void> => {
  const running = new Set(statements);
  const ended = statements.map((statement) => {
    const end = (): unknown => running.delete(statement);
    return [statement, statement.then(end, end)] as const;
  });
  const began = performance.now();
  while (running.size > 0 && performance.now() - began < TIMEOUT_MS) {
    if ((await requestCancel(client)) === "unknown") break;
    const next = ended.filter(([statement]) => running.has(statement)).map(([, end]) => end);
    await Promise.race([...next, sleep(REPEAT_MS, undefined, { ref: false })]);
    if (running.size === 0 && !isPooled(client)) return;
  }
  hangUp(client);
};

/**
 * Runs statements that are sent together over one connection, unless the signal is aborted already. If it is aborted
 * meanwhile, they are cancelled on the server, and the caller gets the connection back only when cancelling is over, so
 * that it never hits a later statement.
 */
export const untilAllAborted = async <Result>(
  client: Cancellable,
  signal: AbortSignal | undefined,
  start: () => readonly Promise<Result>[],
): Promise<readonly Result[]> => {
  if (signal?.aborted) throw new Aborted();
  const running = start();
  let stopping: Promise<void> | undefined;
  const onAbort = (): void => {
    stopping = stop(client, running);
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await allSettled(running);
  } catch (error) {
    throw stopping ? new Aborted({ cause: error }) : error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    if (stopping) await stopping;
  }
};

/** The same for one statement. */
export const untilAborted = async <Result>(
  client: Cancellable,
  signal: AbortSignal,
  statement: () => Promise<Result>,
): Promise<Result> => {
  const [result] = await untilAllAborted(client, signal, () => [statement()]);
  return result as Result;
};
