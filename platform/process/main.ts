import { GraphQLError } from "graphql";
import { PostgresLaunchError } from "../embedded/launch-error.ts";
import { describeError } from "../log/describe-error.ts";
import { Explained } from "./explained.ts";

const isExplained = (error: unknown): error is Error =>
  error instanceof Explained || error instanceof PostgresLaunchError;

const tell = (error: unknown): void => {
  const text = isExplained(error) ? error.message : `It failed: ${JSON.stringify(describeError(error), null, 2)}`;
  process.stderr.write(`${text}\n`);
};

/** An error of a field that graphql-js has told already, by that of a field beside it: nothing is lost by letting it go. */
const isToldAlready = (error: unknown): boolean => error instanceof GraphQLError;

/** Runs a command: what it throws is told in one message, and the process ends with 1. */
export const runMain = async (main: () => Promise<void>): Promise<void> => {
  const fail = (error: unknown): void => {
    tell(error);
    process.exit(1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", (error) => {
    if (!isToldAlready(error)) fail(error);
  });
  await main().catch(fail);
};
