import type { BenchDatabase } from "../run/database.ts";
import type { Options } from "../run/options.ts";
import { machine } from "./page.ts";

/** The circumstances of a run. */
interface Run {
  readonly options: Options;
  readonly database: BenchDatabase;
  /** How many characters the answers of each workload have at most. */
  readonly lengths: ReadonlyMap<string, number>;
  readonly minutes: number;
  /** The load of the machine before and at the end. */
  readonly loads: readonly [string, string];
}

const count = (number: number): string => number.toLocaleString("en-US");

/** When, on what and how the run was, above its tables. */
export const introductionOf = ({ options, database, lengths, minutes, loads }: Run): string => {
  const { warmUp, rounds, secondsPerRound } = options.effort;
  const [w1, w2, w3] = ["W1", "W2", "W3"].map((name) => count(lengths.get(name) ?? 0));
  return `### Measured on ${new Date().toISOString().slice(0, 10)}

![CPU of a request by contestant, Node and PostgreSQL](images/performance.svg)

${machine()}; Node ${process.versions.node}, PostgreSQL ${database.version}; a load of ${loads[0]} before the run
and of ${loads[1]} at its end, its own included. ${count(options.customers)} customers of one tenant, created in ${database.seedSeconds.toFixed(0)} s.
At least ${count(warmUp)} requests of each kind to warm up, ${rounds} interleaved rounds of ${secondsPerRound} s each; ${minutes.toFixed(0)} minutes in all.
Answers have up to ${w1} (W1), ${w2} (W2) and ${w3} (W3) characters.`;
};
