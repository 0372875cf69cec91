import { parseArgs } from "node:util";
import { type ContestantName, NAMES } from "./contestants.ts";
import type { Effort } from "./measure.ts";

export interface Options {
  readonly customers: number;
  readonly contestants: readonly ContestantName[];
  readonly effort: Effort;
  /** Whether the result goes into the documentation. */
  readonly isForTheRecord: boolean;
}

const RECORD: Effort = { warmUp: 1_000, rounds: 5, secondsPerRound: 1.5, secondsAtRate: 3 };
const QUICK: Effort = { warmUp: 30, rounds: 2, secondsPerRound: 0.7, secondsAtRate: 1 };

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const numberFrom = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1_000) return number;
  return fail(`--customers ${text}: give a whole number of at least 1000.`);
};

const namesFrom = (text: string): ContestantName[] =>
  text.split(",").map((name) => {
    const found = NAMES.find((each) => each === name);
    return found ?? fail(`--only ${text}: "${name}" is not one of ${NAMES.join(", ")}.`);
  });

/** Reads the options of the command line. Only the whole measurement is for the record. */
export const readOptions = (): Options => {
  const { values } = parseArgs({
    options: { customers: { type: "string" }, only: { type: "string" }, quick: { type: "boolean" } },
  });
  const isWhole = !values.quick && values.only === undefined && values.customers === undefined;
  return {
    customers: values.customers ? numberFrom(values.customers) : values.quick ? 2_000 : 100_000,
    contestants: values.only ? namesFrom(values.only) : NAMES,
    effort: values.quick ? QUICK : RECORD,
    isForTheRecord: isWhole,
  };
};
