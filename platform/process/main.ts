import { GraphQLError } from "graphql";
import { PostgresLaunchError } from "../database/embedded/launch-error.ts";
import { describeError } from "../observability/log/describe-error.ts";
import { Explained } from "./explained.ts";

const isExplained = (error: unknown): error is Error =>
  error instanceof Explained || error instanceof PostgresLaunchError;

const printFailure = (error: unknown): void => {
  const text = isExplained(error) ? error.message : `It failed: ${JSON.stringify(describeError(error), null, 2)}`;
  process.stderr.write(`${text}\n`);
};

/** An error of a field that graphql-js has already reported through that of a sibling: dropping it loses nothing. */
const isToldAlready = (error: unknown): boolean => error instanceof GraphQLError;

/**
 * Runs a command: what it throws is printed as one message, and the process ends with 1. A running server goes on: an
 * unhandled rejection is a bug of one request, and is logged, but no reason to end those of all others.
 */
export const runMain = async (main: () => Promise<void>): Promise<void> => {
  let hasBegun = false;
  const fail = (error: unknown): void => {
    printFailure(error);
    process.exit(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", (error) => {
    if (isToldAlready(error)) return;
    if (!hasBegun) fail(error);
    printFailure(error);
    process.exitCode = 1;
  });
  await main().catch(fail);
  hasBegun = true;
};
