import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager, QueryRunner } from "typeorm";
import { Aborted } from "../../graphql/aborted.ts";
import type { CheckedOut } from "../connections/check-out.ts";
import { isConnectionLost, unknownOutcome } from "../unavailable.ts";
import { untilAborted } from "./until-aborted.ts";

/** Deadlock, serialization failure and lock timeout: the transaction was undone, and may be retried. */
const TRY_AGAIN: ReadonlySet<unknown> = new Set(["40P01", "40001", "55P03"]);
const ATTEMPTS = 4;

/** The maximum; it differs from writer to writer, so that those who met once do not meet again. */
const PAUSE_MS = 50;

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;

interface Guard {
  readonly signal: AbortSignal | undefined;
  /** How the results of its statements are parsed. */
  readonly types?: object;
}

/** Makes every statement of a runner abortable; returns a function that ends that. */
const guard = (runner: QueryRunner, { client }: CheckedOut, { signal, types }: Guard): (() => void) => {
  if (!signal) return () => undefined;
  const query = runner.query;
  // TypeORM types a query as text, and passes an object on to `pg`.
  const typed = (text: string): string =>
    ({ ...(typeof text === "string" ? { text } : (text as object)), types }) as unknown as string;
  const guarded = (text: string, ...others: never[]) =>
    untilAborted<unknown>(client, signal, () => query.call(runner, typed(text), ...others));
  runner.query = guarded as typeof query;
  return () => {
    runner.query = query;
  };
};

/** Rolls a whole transaction back, whatever savepoint it is in. A connection that fails to is discarded. */
const rollBack = async ({ runner, client }: CheckedOut): Promise<void> => {
  await runner.query("ROLLBACK").catch(() => void client.end());
};

interface Transaction<Result> extends Guard {
  /** Runs before the work, in the transaction. */
  readonly begin: () => Promise<void>;
  readonly work: (manager: EntityManager) => Promise<Result>;
}

/**
 * Runs work in one transaction, all or nothing, and releases its connection. Aborted before its commit, it is rolled
 * back; the commit itself is not interrupted, so that its outcome is known unless the connection breaks.
 */
export const transact = async <Result>(
  connection: CheckedOut,
  { begin, work, signal, types }: Transaction<Result>,
): Promise<Result> => {
  const { runner } = connection;
  const unguard = guard(runner, connection, { signal, types });
  let isCommitting = false;
  try {
    await runner.startTransaction();
    await begin();
    const result = await work(runner.manager);
    if (signal?.aborted) throw new Aborted();
    unguard();
    isCommitting = true;
    await runner.commitTransaction();
    return result;
  } catch (error) {
    unguard();
    await rollBack(connection);
    throw isCommitting && isConnectionLost(error) ? unknownOutcome(error) : error;
  } finally {
    await runner.release();
  }
};

/** Retries a transaction that met a deadlock or a lock timeout. */
export const withRetries = async <Result>(
  transaction: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || signal?.aborted || !TRY_AGAIN.has(codeOf(error))) throw error;
    }
    await sleep(Math.random() * PAUSE_MS);
  }
};
