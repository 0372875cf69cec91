import type { Contestant } from "./contestants.ts";
import type { BenchDatabase } from "./database.ts";
import { type Bodies, inTurn, saturate } from "./load.ts";
import { countStatements } from "./statements.ts";
import { cpuOf } from "./usage.ts";

/** One round: CPU is in milliseconds per request. */
export interface Sample {
  readonly node: number;
  readonly postgres: number;
  readonly perSecond: number;
}

/** Requests for which statements are counted. */
const COUNTED = 10;

export const pidsOf = ({ processes }: Contestant): number[] => processes.map(({ pid = 0 }) => pid);

/** Loads a contestant for some time, and reads what it and PostgreSQL use meanwhile. */
export const sampleOf = async (
  contestant: Contestant,
  bodies: Bodies,
  { token, postmaster }: BenchDatabase,
  secondsPerRound: number,
): Promise<Sample> => {
  const pids = pidsOf(contestant);
  const before = { node: cpuOf(pids), postgres: cpuOf([postmaster]) };
  const load = await saturate({ ...contestant, token }, bodies, (_, seconds) => seconds >= secondsPerRound);
  return {
    node: (cpuOf(pids) - before.node) / load.requests,
    postgres: (cpuOf([postmaster]) - before.postgres) / load.requests,
    perSecond: load.requests / load.seconds,
  };
};

/** How many statements a request takes. */
export const statementsOf = async (
  contestant: Contestant,
  bodies: Bodies,
  database: BenchDatabase,
): Promise<number> => {
  const { token } = database;
  return (await countStatements(database, () => inTurn({ ...contestant, token }, bodies, COUNTED))) / COUNTED;
};
