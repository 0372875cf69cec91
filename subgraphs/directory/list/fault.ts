import { Refusal } from "../../../platform/graphql/errors.ts";
import type { UserError, UserErrorParams } from "../../common/user-errors.ts";

/** What is wrong in a request, and where: `where.displayName.contains`. */
export interface Fault {
  readonly at: string;
  readonly message: string;
  readonly params: UserErrorParams;
}

/** Refuses a query for the first of its faults. */
export const refuseFaults = ([fault]: readonly Fault[]): void => {
  if (fault) throw new Refusal("BAD_USER_INPUT", `${fault.at}: ${fault.message}`);
};

/** The faults as errors of an input. */
export const faultErrors = (faults: readonly Fault[]): UserError[] =>
  faults.map(({ at, message, params }) => ({ code: "INVALID", message, path: at.split("."), params }));
