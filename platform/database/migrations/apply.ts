import { setTimeout as sleep } from "node:timers/promises";
import type { QueryRunner } from "typeorm";
import { Explained } from "../../process/explained.ts";
import { forget, nameOf, remember, type Step } from "./history.ts";
import type { MigrateOptions } from "./session.ts";

type Direction = "up" | "down";

/** Lock timeout, cancelled because others waited, or a deadlock: other sessions were in the way. */
const OTHERS_IN_THE_WAY: ReadonlySet<unknown> = new Set(["55P03", "57014", "40P01"]);

const TEN_MINUTES_MS = 600_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

const once = async (runner: QueryRunner, step: Step, direction: Direction): Promise<void> => {
  const { migration } = step;
  const run = async (): Promise<void> => {
    await migration[direction](runner);
    await runner.query(...(direction === "up" ? remember(step) : forget(step)));
  };
  const inOne = migration.transaction !== false;
  try {
    if (inOne) await runner.startTransaction();
    await run();
    if (inOne) await runner.commitTransaction();
  } catch (error) {
    // A step may have begun its own transaction; if there is none, PostgreSQL only warns.
    await (inOne ? runner.rollbackTransaction() : runner.query("rollback")).catch(() => undefined);
    throw error;
  }
};

const givenUp = (step: Step, error: { readonly message: string }): Explained =>
  new Explained(
    `${nameOf(step)} could not run: other transactions blocked it for too long (${error.message}). The steps before it are done, ` +
      "and running the same command again continues from there. End the transactions named in the log, or run " +
      '"npm run migrate -- --maintenance" in a maintenance window: it waits as long as it takes, and blocks others.',
  );

/**
 * Runs or undoes a migration, retrying with pauses while other sessions are in its way. One that is not in a
 * transaction (`transaction = false`) repeats its steps, and skips those already done.
 */
export const apply = async (
  runner: QueryRunner,
  step: Step,
  direction: Direction,
  { report = () => undefined, timeoutMs = TEN_MINUTES_MS }: MigrateOptions,
): Promise<void> => {
  const began = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await once(runner, step, direction);
    } catch (error) {
      const { code, message } = error as { readonly code?: unknown; readonly message: string };
      if (!OTHERS_IN_THE_WAY.has(code)) throw error;
      if (performance.now() - began > timeoutMs) throw givenUp(step, { message });
      report("others are in the way; trying again", { migration: nameOf(step), reason: message });
    }
    await sleep(pause);
  }
};
