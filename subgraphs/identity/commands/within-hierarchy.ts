import { QueryFailedError } from "typeorm";
import { RuleBroken, type UserError } from "../../common/user-errors.ts";

/** The errors of the hierarchy trigger, in words for the client. */
const refusalOf = (code: unknown, parentId: string): UserError | undefined => {
  if (code === "CG001") {
    return {
      code: "CYCLE",
      path: ["parentId"],
      message: "This is the customer itself, or one below it. Give a customer outside its subtree.",
      params: { actual: parentId },
    };
  }
  if (code === "CG002") {
    return {
      code: "TOO_DEEP",
      path: ["parentId"],
      message: "The hierarchy would become deeper than 32 levels here.",
      params: { max: "32", actual: parentId },
    };
  }
  return undefined;
};

/** Runs a write that sets a parent, and explains the hierarchy's refusals. */
export const withinHierarchy = async <Result>(parentId: string, write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    const refusal = error instanceof QueryFailedError ? refusalOf(error.driverError.code, parentId) : undefined;
    throw refusal ? new RuleBroken(refusal) : error;
  }
};
