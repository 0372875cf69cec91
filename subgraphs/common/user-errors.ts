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

/** What kind of value would be accepted: the SDL's `ExpectedValue`. */
export type ExpectedValue =
  | "TEXT"
  | "NUMBER"
  | "WHOLE_NUMBER"
  | "AMOUNT"
  | "DATE"
  | "DATE_TIME"
  | "DATE_OR_DATE_TIME"
  | "EMAIL_ADDRESS"
  | "URL"
  | "COUNTRY_CODE"
  | "CURRENCY_CODE"
  | "LANGUAGE_TAG"
  | "MEDIA_TYPE"
  | "COLOR"
  | "BOOLEAN"
  | "ID"
  | "OBJECT"
  | "LIST"
  | "ONE_OF";

/** What a client needs to say a refusal in its own words: the SDL's `UserErrorParams`. */
export interface UserErrorParams {
  readonly expected?: ExpectedValue;
  readonly min?: string;
  readonly max?: string;
  readonly allowed?: readonly string[];
  readonly actual?: string;
}

/** The types of records whose values no other may have. Each may be read with `customers:read` alone. */
export const UNIQUE_RECORDS = ["Customer", "CustomerLabel", "CustomerView", "StatusLabel", "PriceList"] as const;

/** A record that has a value already, by its type and key. */
export interface RecordKey {
  readonly __typename: (typeof UNIQUE_RECORDS)[number];
  readonly id: string;
}

/** Why an input was refused, and at which path: the SDL's `UserError`. */
export interface UserError {
  readonly code: UserErrorCode;
  /** For people, without the path: a form shows it at the field. */
  readonly message: string;
  readonly path: readonly string[];
  readonly params?: UserErrorParams;
  /** With `CONFLICT`: the customer that changed. */
  readonly customer?: CustomerKey;
  /** With `TAKEN`: who has the value, if the viewer may see it. */
  readonly existing?: RecordKey;
}

/** A refusal as one line of text, where no form shows its place. */
const lineOf = ({ path, message }: UserError): string => `${path.join(".")}: ${message}`;

/**
 * Thrown by a command when a rule is broken that the user can act on. It rolls the transaction back, and becomes
 * `userErrors`.
 */
export class RuleBroken extends Error {
  readonly userErrors: readonly UserError[];

  constructor(...userErrors: readonly UserError[]) {
    super(userErrors.map(lineOf).join(" "));
    this.userErrors = userErrors;
  }
}

/** A client that sends a hundred thousand wrong values does not get as many errors. */
const MOST_TOLD = 100;

/** Throws all errors of an input at once, if there are any, up to a limit. */
export const refuseIfAny = (userErrors: readonly UserError[]): void => {
  if (userErrors.length > 0) throw new RuleBroken(...userErrors.slice(0, MOST_TOLD));
};

/** Prefixes errors of part of an input with the path of that part. */
export const under = (prefix: readonly string[], userErrors: readonly UserError[]): UserError[] =>
  userErrors.map((userError) => ({ ...userError, path: [...prefix, ...userError.path] }));

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
