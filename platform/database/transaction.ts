import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager, QueryRunner } from "typeorm";
import { Aborted } from "../aborted.ts";
import type { CheckedOut } from "./check-out.ts";
import { untilAborted } from "./until-aborted.ts";

/** Deadlock and serialization failure: PostgreSQL has undone the transaction, and says itself to try it again. */
const TRY_AGAIN: ReadonlySet<unknown> = new Set(["40P01", "40001"]);
const ATTEMPTS = 4;

/** At most; it differs from writer to writer, so that those who met once do not meet again. */
const PAUSE_MS = 50;

const isWorthAnother = (error: unknown): boolean => TRY_AGAIN.has((error as { code?: unknown } | undefined)?.code);

/** Makes every statement that a runner is given one that can be aborted; answers how to end that. */
const guard = (runner: QueryRunner, { client }: CheckedOut, signal: AbortSignal | undefined): (() => void) => {
  if (!signal) return () => undefined;
  const query = runner.query;
  const guarded = (...call: Parameters<typeof query>) =>
    untilAborted<unknown>(client, signal, () => query.apply(runner, call));
  runner.query = guarded as typeof query;
  return () => {
    runner.query = query;
  };
};

/** Takes back all of a transaction, whatever savepoint it has come to. A connection that cannot is not used again. */
const rollBack = async ({ runner, client }: CheckedOut): Promise<void> => {
  await runner.query("ROLLBACK").catch(() => void client.end());
};

const once = async <Result>(
  connection: CheckedOut,
  work: (manager: EntityManager) => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> => {
  const { runner } = connection;
  const unguard = guard(runner, connection, signal);
  try {
    await runner.startTransaction();
    const result = await work(runner.manager);
    if (signal?.aborted) throw new Aborted();
    unguard();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    unguard();
    await rollBack(connection);
    throw error;
  } finally {
    await runner.release();
  }
};

/**
 * Does a work in one transaction, whole or not at all, and again if it met another writer in a deadlock. Aborted before its commit, it
 * is rolled back; the commit itself is not interrupted, so that nobody has to guess what became of it.
 */
export const inTransaction = async <Result>(
  checkOut: () => Promise<CheckedOut>,
  work: (manager: EntityManager) => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(await checkOut(), work, signal);
    } catch (error) {
      if (attempt === ATTEMPTS || signal?.aborted || !isWorthAnother(error)) throw error;
    }
    await sleep(Math.random() * PAUSE_MS);
  }
};
