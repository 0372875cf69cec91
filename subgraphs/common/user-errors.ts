/** A customer as the subgraphs know it that do not own it. */
export interface CustomerKey {
  readonly id: string;
}

export type UserErrorCode =
  | "REQUIRED"
  | "INVALID"
  | "NOT_FOUND"
  | "TAKEN"
  | "CONFLICT"
  | "NOT_ALLOWED"
  | "CYCLE"
  | "TOO_DEEP";

/** Why an input was refused, at which place of it: what the SDL calls `UserError`. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly path: readonly string[];
  readonly currentVersion?: number;
  readonly allowed?: readonly string[];
  readonly existing?: CustomerKey;
}

/** Thrown by a command whose rule the user can act on. It rolls the transaction back, and becomes `userErrors`. */
export class RuleBroken extends Error {
  readonly userErrors: readonly UserError[];

  constructor(...userErrors: readonly UserError[]) {
    super(userErrors.map(({ message }) => message).join(" "));
    this.userErrors = userErrors;
  }
}

/** Who sends a hundred thousand wrong values gets no hundred thousand answers. */
const MOST_TOLD = 100;

/** Throws what is wrong with an input at once, if anything is: all of it, but for what nobody would read to its end. */
export const refuseIfAny = (userErrors: readonly UserError[]): void => {
  if (userErrors.length > 0) throw new RuleBroken(...userErrors.slice(0, MOST_TOLD));
};

/** Puts errors of a part of an input at the place of the part, in the message as well where it begins with the place. */
export const under = (prefix: readonly string[], userErrors: readonly UserError[]): UserError[] =>
  userErrors.map(({ path, message, ...userError }) => ({
    ...userError,
    path: [...prefix, ...path],
    message: message.startsWith(path.join(".")) ? `${prefix.join(".")}.${message}` : message,
  }));

/** What the SDL calls a payload: the customer that was written, or why the write was refused. */
export interface CustomerPayload {
  readonly customer: CustomerKey | null;
  readonly userErrors: readonly UserError[];
}

/** Waits for a command, and makes its refusal part of the answer. */
export const customerPayload = async (command: Promise<string>): Promise<CustomerPayload> => {
  try {
    return { customer: { id: await command }, userErrors: [] };
  } catch (error) {
    if (error instanceof RuleBroken) return { customer: null, userErrors: error.userErrors };
    throw error;
  }
};
