import { medianOf } from "../../support/median.ts";
import type { Contestant, ContestantName } from "./contestants.ts";
import type { BenchDatabase } from "./database.ts";
import { atRate, repeated, saturate } from "./load.ts";
import { pidsOf, type Sample, sampleOf, statementsOf } from "./sample.ts";
import { memoryOf } from "./usage.ts";
import type { Workload } from "./workloads.ts";

/** How much is measured. */
export interface Effort {
  readonly warmUp: number;
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly secondsAtRate: number;
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

const throughputOf = ({ samples }: Measured): number => medianOf(samples.map(({ perSecond }) => perSecond));

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** Measures all contestants under all workloads, in turn. */
export const measureAll = async (
  contestants: readonly Contestant[],
  workloads: readonly Workload[],
  database: BenchDatabase,
  effort: Effort,
): Promise<{ measured: Measured[]; memory: Map<ContestantName, Memory> }> => {
  const { token } = database;
  const memory = new Map(contestants.map((each) => [each.name, { idle: memoryOf(pidsOf(each)), loaded: 0 }]));
  const all = workloads.flatMap((workload) =>
    contestants.map((contestant) => {
      const nothing = { samples: [], statements: 0, sameRate: [], ownRate: [] };
      const measured: Measured = { contestant: contestant.name, workload: workload.name, ...nothing };
      return { contestant, target: { ...contestant, token }, bodies: repeated(workload.bodies), measured };
    }),
  );

  for (const { target, bodies } of all) await saturate(target, bodies, (sent) => sent >= effort.warmUp);
  say("warm");
  for (let round = 1; round <= effort.rounds; round++) {
    for (const { contestant, bodies, measured } of all) {
      measured.samples.push(await sampleOf(contestant, bodies, database, effort.secondsPerRound));
    }
    say(`round ${round} of ${effort.rounds}`);
  }
  for (const contestant of contestants) {
    const found = memory.get(contestant.name);
    if (found) found.loaded = memoryOf(pidsOf(contestant));
  }
  for (const { contestant, bodies, measured } of all) {
    measured.statements = await statementsOf(contestant, bodies, database);
  }
  for (const { target, bodies, measured } of all) {
    const others = all.filter((each) => each.measured.workload === measured.workload);
    const slowest = Math.min(...others.map((each) => throughputOf(each.measured)));
    measured.sameRate = await atRate(target, bodies, SHARE * slowest, effort.secondsAtRate);
    measured.ownRate = await atRate(target, bodies, SHARE * throughputOf(measured), effort.secondsAtRate);
  }
  say("statements counted, latencies measured");
  return { measured: all.map((each) => each.measured), memory };
};
