import { type Contestant, type ContestantName, startContestant } from "./contestants.ts";
import type { BenchDatabase } from "./database.ts";
import { atRate, inTurn, saturate } from "./load.ts";
import { countStatements } from "./statements.ts";
import { cpuOf, memoryOf } from "./usage.ts";
import type { Workload } from "./workloads.ts";

/** How much is measured. */
export interface Effort {
  readonly warmUp: number;
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly secondsAtRate: number;
}

/** One round: CPU is in milliseconds per request. */
export interface Sample {
  readonly node: number;
  readonly postgres: number;
  readonly perSecond: number;
}

/** What was measured of one contestant under one workload. */
export interface Measured {
  readonly contestant: ContestantName;
  readonly workload: Workload["name"];
  readonly samples: Sample[];
  statements: number;
  /** Milliseconds of each request at 60 % of what the slowest contestant can do, and at 60 % of what this one can. */
  sameRate: readonly number[];
  ownRate: readonly number[];
}

/** The memory of a contestant in MB. */
export interface Memory {
  readonly idle: number;
  loaded: number;
}

/** The share of what can be done that a load at a fixed rate asks for. */
const SHARE = 0.6;

const COUNTED = 10;

const pidsOf = ({ processes }: Contestant): number[] => processes.map(({ pid = 0 }) => pid);

export const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const throughputOf = (measured: Measured | undefined): number =>
  medianOf(measured?.samples.map(({ perSecond }) => perSecond) ?? []);

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** Starts the contestants one after another; each has rested when its memory is read. */
export const startAll = async (names: readonly ContestantName[], database: BenchDatabase): Promise<Contestant[]> => {
  const contestants: Contestant[] = [];
  for (const name of names) {
    contestants.push(await startContestant(name, database));
    say(`${name} serves`);
  }
  return contestants;
};

export const measureAll = async (
  contestants: readonly Contestant[],
  workloads: readonly Workload[],
  database: BenchDatabase,
  effort: Effort,
) => {
  const { token, postmaster } = database;
  const memory = new Map(contestants.map((each) => [each.name, { idle: memoryOf(pidsOf(each)), loaded: 0 }]));
  const all = contestants.flatMap((contestant) =>
    workloads.map((workload) => ({
      contestant,
      workload,
      measured: {
        contestant: contestant.name,
        workload: workload.name,
        samples: [],
        statements: 0,
        sameRate: [],
        ownRate: [],
      } as Measured,
    })),
  );
  const measuredOf = (name: ContestantName, { workload }: Measured) =>
    all.find(({ measured }) => measured.contestant === name && measured.workload === workload)?.measured;

  for (const { contestant, workload } of all) {
    await saturate({ ...contestant, token }, workload.bodies, (sent) => sent >= effort.warmUp);
  }
  say("warm");

  for (let round = 1; round <= effort.rounds; round++) {
    for (const { name } of workloads) {
      for (const { contestant, workload, measured } of all.filter((each) => each.workload.name === name)) {
        const before = { node: cpuOf(pidsOf(contestant)), postgres: cpuOf([postmaster]) };
        const isOver = (_: number, seconds: number) => seconds >= effort.secondsPerRound;
        const { requests, seconds } = await saturate({ ...contestant, token }, workload.bodies, isOver);
        measured.samples.push({
          node: (cpuOf(pidsOf(contestant)) - before.node) / requests,
          postgres: (cpuOf([postmaster]) - before.postgres) / requests,
          perSecond: requests / seconds,
        });
      }
    }
    say(`round ${round} of ${effort.rounds}`);
  }
  for (const contestant of contestants) {
    const found = memory.get(contestant.name);
    if (found) found.loaded = memoryOf(pidsOf(contestant));
  }

  for (const { contestant, workload, measured } of all) {
    const bodies = Array.from({ length: COUNTED }, (_, n) => workload.bodies[n % workload.bodies.length] ?? "");
    const count = await countStatements(database, () => inTurn({ ...contestant, token }, bodies));
    measured.statements = count / COUNTED;
  }
  say("statements counted");

  for (const { contestant, workload, measured } of all) {
    const same = SHARE * Math.min(...contestants.map(({ name }) => throughputOf(measuredOf(name, measured))));
    const own = SHARE * throughputOf(measured);
    const target = { ...contestant, token };
    measured.sameRate = (await atRate(target, workload.bodies, same, effort.secondsAtRate)).latencies;
    measured.ownRate = (await atRate(target, workload.bodies, own, effort.secondsAtRate)).latencies;
  }
  say("latencies measured");
  return { measured: all.map((each) => each.measured), memory };
};
