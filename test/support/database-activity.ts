import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll } from "@jest/globals";
import { Client } from "pg";
import { subgraphs } from "../../cli/graph/subgraphs.ts";
import { type OpenOptions, openDatabase } from "../../platform/database/open.ts";
import { testDatabase } from "./graph.ts";

/** Opens the test database with settings of the test's own. */
export const open = (poolSize: number, options: Partial<OpenOptions> = {}) =>
  openDatabase({
    url: testDatabase.appUrl,
    entities: subgraphs.flatMap(({ entities }) => entities),
    poolSize,
    ...options,
  });

/** Still connected when the test database is dropped, hence the error listener. */
export const admin = new Client({ connectionString: testDatabase.adminUrl }).on("error", () => undefined);

beforeAll(() => admin.connect());
afterAll(() => admin.end());

/** A unique alias, by which a running statement can be recognized. */
export const mark = (): string => `m${randomUUID().replaceAll("-", "")}`;

/** Number of statements running on the server whose text contains the mark. */
export const running = async (name: string): Promise<number> => {
  const { rowCount } = await admin.query(
    "select from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and position($1 in query) > 0",
    [name],
  );
  return rowCount ?? 0;
};

/** Polls until a condition holds. The timeout is generous enough for any machine. */
export const until = async (holds: () => Promise<boolean>, seconds = 30): Promise<void> => {
  const end = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it never came to be");
    await sleep(10);
  }
};

/** A gate that blocks statements until it is opened. */
export interface Gate {
  /** Text of a statement that waits at the gate. */
  readonly passing: (name: string) => string;
  open(): Promise<void>;
}

let gates = 0;

/** Creates a closed gate: an advisory lock held by the test. */
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
