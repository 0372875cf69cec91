import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll } from "@jest/globals";
import { Client } from "pg";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { type OpenOptions, openDatabase } from "../../platform/database/open.ts";
import { testDatabase } from "./graph.ts";

/** A database of the test's own settings. */
export const open = (poolSize: number, options: Partial<OpenOptions> = {}) =>
  openDatabase({
    url: testDatabase.appUrl,
    entities: subgraphs.flatMap(({ entities }) => entities),
    poolSize,
    ...options,
  });

/** It is connected still when the test's database is dropped, and then is told so. */
export const admin = new Client({ connectionString: testDatabase.adminUrl }).on("error", () => undefined);

beforeAll(() => admin.connect());
afterAll(() => admin.end());

/** A name for a statement, by which it is found among those that run. */
export const mark = (): string => `m${randomUUID().replaceAll("-", "")}`;

/** How many statements with a mark in their text run on the server. */
export const running = async (name: string): Promise<number> => {
  const { rowCount } = await admin.query(
    "select from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and position($1 in query) > 0",
    [name],
  );
  return rowCount ?? 0;
};

/** Waits until something holds: long enough for any machine, for what must come in the end. */
export const until = async (holds: () => Promise<boolean>, seconds = 30): Promise<void> => {
  const end = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it never came to be");
    await sleep(10);
  }
};

/** A gate that statements wait at, until it is opened. */
export interface Gate {
  /** The text of a statement that waits there. */
  readonly passing: (name: string) => string;
  open(): Promise<void>;
}

let gates = 0;

/** Closes a gate: a lock that the test holds. */
export const closedGate = async (): Promise<Gate> => {
  const key = ++gates;
  await admin.query("select pg_advisory_lock(7, $1)", [key]);
  return {
    passing: (name) => `select pg_advisory_xact_lock_shared(7, ${key}) as ${name}`,
    open: async () => {
      await admin.query("select pg_advisory_unlock(7, $1)", [key]);
    },
  };
};
