import { dataFolder, served } from "../../support/command.ts";
import { type Contestant, type ContestantName, KINDS, startContestant } from "./contestants.ts";
import type { BenchDatabase } from "./database.ts";
import { inTurn, repeated } from "./load.ts";
import { pidsOf } from "./sample.ts";
import { cpuOf } from "./usage.ts";

/** How long a start took, in seconds. */
export interface Start {
  readonly title: string;
  readonly untilReady: number;
  readonly untilAnswer: number;
  /** CPU of its processes until the first answer. */
  readonly cpu: number;
}

/** Starts a contestant, and asks it for one customer at once. */
const timeStart = async (
  name: ContestantName,
  database: BenchDatabase,
  body: string,
): Promise<{ contestant: Contestant; start: Start }> => {
  const began = performance.now();
  const contestant = await startContestant(name, database);
  const ready = performance.now();
  await inTurn({ ...contestant, token: database.token }, repeated([body]), 1);
  const start = {
    title: contestant.title,
    untilReady: (ready - began) / 1_000,
    untilAnswer: (performance.now() - began) / 1_000,
    cpu: cpuOf(pidsOf(contestant)) / 1_000,
  };
  process.stderr.write(`${name} serves\n`);
  return { contestant, start };
};

/** Starts this graph on a folder that does not exist yet: it creates its PostgreSQL and migrates it. */
const timeColdStart = async ({ env, token }: BenchDatabase): Promise<Start> => {
  const folder = await dataFolder();
  const began = performance.now();
  const { url, child, stop } = await served("start", [], { ...env, DATA_DIR: folder.path });
  const untilReady = (performance.now() - began) / 1_000;
  const body = JSON.stringify({ query: "{ customers { nodes { id displayName finance { taxNumber } } } }" });
  await inTurn({ url: `${url}/graphql`, token }, repeated([body]), 1);
  const untilAnswer = (performance.now() - began) / 1_000;
  const cpu = cpuOf([child.pid ?? 0]) / 1_000;
  await stop();
  await folder.remove();
  return {
    title: `${KINDS.ours.title}, on an empty folder: it creates and migrates its PostgreSQL`,
    untilReady,
    untilAnswer,
    cpu,
  };
};

/** Starts the contestants one after another; those whose names are missing are left out. */
export const startAll = async (
  names: readonly ContestantName[],
  database: BenchDatabase,
  body: string,
  running: Contestant[],
): Promise<Start[]> => {
  const starts: Start[] = [];
  for (const name of names) {
    const { contestant, start } = await timeStart(name, database, body);
    running.push(contestant);
    starts.push(start);
  }
  return names.includes("ours") ? [...starts, await timeColdStart(database)] : starts;
};
