import { medianOf } from "../../support/median.ts";
import type { Contestant, ContestantName } from "./contestants.ts";
import type { BenchDatabase } from "./database.ts";
import type { ExtraLoad } from "./extra-loads.ts";
import { inTurn, saturate } from "./load.ts";
import type { Effort } from "./measure.ts";
import { type Sample, sampleOf, statementsOf } from "./sample.ts";

/** What was measured of one contestant under an extra load: medians. */
export interface MeasuredExtra extends Sample {
  readonly load: string;
  readonly contestant: ContestantName;
  readonly statements: number;
  /** Milliseconds of a request that is alone. */
  readonly alone: number;
  /** The length of the longest answer among some. */
  readonly characters: number;
}

/** Requests that are sent alone, and how long a contestant warms up at most, in seconds. */
const ALONE = 10;
const LONGEST_WARM_UP = 6;

/** Measures the extra loads, with a fifth of the warm-up and half of the rounds. */
export const measureExtraLoads = async (
  contestants: readonly Contestant[],
  loads: readonly ExtraLoad[],
  database: BenchDatabase,
  { warmUp, rounds, secondsPerRound }: Effort,
): Promise<MeasuredExtra[]> => {
  const { token } = database;
  const results: MeasuredExtra[] = [];
  for (const { title, contestants: names, bodies } of loads) {
    const all = contestants
      .filter(({ name }) => names.includes(name))
      .map((each) => ({ each, samples: [] as Sample[] }));
    const isWarm = (sent: number, seconds: number) => sent >= warmUp / 5 || seconds > LONGEST_WARM_UP;
    for (const { each } of all) await saturate({ ...each, token }, bodies, isWarm);
    for (let round = 0; round < rounds / 2; round++) {
      for (const { each, samples } of all) samples.push(await sampleOf(each, bodies, database, secondsPerRound));
    }
    for (const { each, samples } of all) {
      const answers = await inTurn({ ...each, token }, bodies, ALONE);
      results.push({
        load: title,
        contestant: each.name,
        node: medianOf(samples.map(({ node }) => node)),
        postgres: medianOf(samples.map(({ postgres }) => postgres)),
        perSecond: medianOf(samples.map(({ perSecond }) => perSecond)),
        statements: await statementsOf(each, bodies, database),
        alone: medianOf(answers.map(({ milliseconds }) => milliseconds)),
        characters: Math.max(...answers.map(({ text }) => text.length)),
      });
    }
    process.stderr.write(`${title}\n`);
  }
  return results;
};
