/** A customer as known to subgraphs that do not own it. */
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

/** Why an input was refused, and at which path: the SDL's `UserError`. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly path: readonly string[];
  readonly currentVersion?: number;
  readonly allowed?: readonly string[];
  readonly existing?: CustomerKey;
}

/**
 * Thrown by a command when a rule is broken that the user can act on. It rolls the transaction back, and becomes
 * `userErrors`.
 */
export class RuleBroken extends Error {
  readonly userErrors: readonly UserError[];

  constructor(...userErrors: readonly UserError[]) {
    super(userErrors.map(({ message }) => message).join(" "));
    this.userErrors = userErrors;
  }
}

/** A client that sends a hundred thousand wrong values does not get as many errors. */
const MOST_TOLD = 100;

/** Throws all errors of an input at once, if there are any, up to a limit. */
export const refuseIfAny = (userErrors: readonly UserError[]): void => {
  if (userErrors.length > 0) throw new RuleBroken(...userErrors.slice(0, MOST_TOLD));
};

/**
 * Prefixes errors of part of an input with the path of that part, in the message as well if it starts with the path.
 */
export const under = (prefix: readonly string[], userErrors: readonly UserError[]): UserError[] =>
  userErrors.map(({ path, message, ...userError }) => ({
    ...userError,
    path: [...prefix, ...path],
    message: message.startsWith(path.join(".")) ? `${prefix.join(".")}.${message}` : message,
  }));

/** The SDL's payload: the written customer, or why the write was refused. */
export interface CustomerPayload {
  readonly customer: CustomerKey | null;
  readonly userErrors: readonly UserError[];
}

/** Waits for a command, and turns its refusal into part of the payload. */
export const customerPayload = async (command: Promise<string>): Promise<CustomerPayload> => {
  try {
    return { customer: { id: await command }, userErrors: [] };
  } catch (error) {
    if (error instanceof RuleBroken) return { customer: null, userErrors: error.userErrors };
    throw error;
  }
};
