import { open, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchDatabase } from "./database.ts";

/** What the server needs to take notice of a setting. */
const RELOAD_MS = 300;

/** A statement that was executed, as the log says it; parsing and binding have lines of their own. */
const EXECUTED = /duration: [\d.]+ ms {2}(?:execute|statement)\b/g;

const logStatements = async ({ admin }: BenchDatabase, how: "0" | "-1"): Promise<void> => {
  await admin.query(`alter system set log_min_duration_statement = ${how}`);
  await admin.query("alter system set log_parameter_max_length = 0");
  await admin.query("select pg_reload_conf()");
  await sleep(RELOAD_MS);
};

/** Counts the statements that the server executes meanwhile, those that begin and end transactions included. */
export const countStatements = async (database: BenchDatabase, work: () => Promise<unknown>): Promise<number> => {
  await logStatements(database, "0");
  const { size } = await stat(database.log);
  await work();
  const file = await open(database.log);
  const { size: end } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(end - size), 0, end - size, size);
  await file.close();
  await logStatements(database, "-1");
  return buffer.toString("utf8").match(EXECUTED)?.length ?? 0;
};
