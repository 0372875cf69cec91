import { RuleBroken, under } from "../../../platform/user-errors.ts";

/** Runs the command of a facet on a part of an input, and puts its refusals at the place of the part. */
export const at = async <Result>(part: string, command: Promise<Result>): Promise<Result> => {
  try {
    return await command;
  } catch (error) {
    throw error instanceof RuleBroken ? new RuleBroken(...under([part], error.userErrors)) : error;
  }
};
