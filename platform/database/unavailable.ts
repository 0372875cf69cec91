import { GraphQLError } from "graphql";
import { Refusal } from "../graphql/errors.ts";

interface Told {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly driverError?: unknown;
}

const LOCK_TIMEOUT = "55P03";
const STATEMENT_TIMEOUT = "57014";

/**
 * The server has hung up, is about to, or is not there: connection exceptions, and what it reports when it stops,
 * starts or ends a session.
 */
const LOST = /^(08...|57P0[1235]|25P03)$/;

/**
 * The server is there but failed: out of memory, disk or connections, a failing disk, a standby, and conflicting
 * transactions.
 */
const UNABLE = /^(53...|58030|25006|40001|40P01)$/;

/** Node's codes for sockets. */
const SOCKET = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Messages of `pg` and TypeORM, which have no codes, for a connection that is gone or cannot be had. */
const WITHOUT_CODE =
  /^(Error: )?(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed)|Query runner already released|Database connection provided by a query runner was already released)/;

const causeOf = (error: unknown): { readonly code: string; readonly message: string } => {
  const { driverError, ...outer } = (error ?? {}) as Told;
  const { code = outer.code, message } = (driverError ?? error ?? {}) as Told;
  return { code: String(code ?? ""), message: String(message ?? "") };
};

/** Whether the connection is gone: the outcome of the last statement sent over it is unknown. */
export const isConnectionLost = (error: unknown): boolean => {
  const { code, message } = causeOf(error);
  return LOST.test(code) || SOCKET.test(code) || WITHOUT_CODE.test(message);
};

const RETRY_AFTER_SECONDS = 1;

const refusal = (message: string, error: unknown, extensions: object = {}): Refusal =>
  new Refusal("DOWNSTREAM_SERVICE_UNAVAILABLE", message, {
    originalError: error as Error,
    extensions: { retryAfter: RETRY_AFTER_SECONDS, ...extensions },
  });

/** For a commit that was sent but not answered. */
export const unknownOutcome = (error: unknown): Refusal =>
  refusal(
    "The database connection broke while the change was being written, so its outcome is unknown. Read before you repeat it, or repeat it with the same idempotencyKey.",
    error,
    { outcome: "UNKNOWN" },
  );

export const isUnknownOutcome = (error: unknown): error is Refusal =>
  error instanceof Refusal && error.extensions.outcome === "UNKNOWN";

/** The client's error in place of a transient one that says nothing about the request. Any other error stays. */
export const asUnavailable = (error: unknown): unknown => {
  if (error instanceof GraphQLError) return error;
  const { code } = causeOf(error);
  if (code === LOCK_TIMEOUT) return refusal("Other changes to the same data are taking too long. Try again.", error);
  if (code === STATEMENT_TIMEOUT) return refusal("The database took too long. Try again.", error);
  if (!isConnectionLost(error) && !UNABLE.test(code)) return error;
  return refusal("The database is temporarily unavailable. Nothing was written. Try again.", error);
};
