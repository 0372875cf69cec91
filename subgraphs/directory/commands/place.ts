import { RuleBroken, under } from "../../common/user-errors.ts";

/** Runs a command on part of an input, and prefixes its errors with the path of that part. */
export const at = async <Result>(
  part: string | readonly string[],
  command: Promise<Result> | Result,
): Promise<Result> => {
  try {
    return await command;
  } catch (error) {
    throw error instanceof RuleBroken ? new RuleBroken(...under([part].flat(), error.userErrors)) : error;
  }
};
