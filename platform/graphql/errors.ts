import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLErrorOptions, type GraphQLFormattedError } from "graphql";
import type { Log } from "../observability/log.ts";

/** Every code that a client can meet in `extensions.code`. The list is closed: anything else leaves masked. */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "OPERATION_REFUSED",
  "RATE_LIMITED",
  "DOWNSTREAM_SERVICE_UNAVAILABLE",
  "DOWNSTREAM_SERVICE_ERROR",
  "DOWNSTREAM_INVALID_RESPONSE",
  "INTERNAL_SERVER_ERROR",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "BAD_REQUEST",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error meant for the client: its message is passed on unchanged. */
export class Refusal extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options: GraphQLErrorOptions = {}) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.code = code;
  }
}

const known: ReadonlySet<unknown> = new Set(ERROR_CODES);
const MASKED = /^Internal error [0-9a-f-]{36}$/;

/** An error of Apollo Server with a client's status but no code, such as a hash that does not match its query. */
const isBadRequest = ({ extensions: { code, http } }: GraphQLError): boolean => {
  const status = (http as { status?: unknown } | undefined)?.status;
  return code === undefined && typeof status === "number" && status >= 400 && status < 500;
};

const codeOf = (error: unknown): ErrorCode => {
  if (!(error instanceof GraphQLError)) return "INTERNAL_SERVER_ERROR";
  if (isBadRequest(error)) return "BAD_REQUEST";
  return known.has(error.extensions.code) ? (error.extensions.code as ErrorCode) : "INTERNAL_SERVER_ERROR";
};

const logged = (error: unknown, log: Log): string => {
  const id = randomUUID();
  log.error({ err: error, id }, "internal error");
  return `Internal error ${id}`;
};

/** A refusal's numbers, so that a program need not parse its message. */
const FACTS = ["limit", "found", "cost"] as const;

const factsOf = ({ extensions }: GraphQLError): Readonly<Record<string, number>> =>
  Object.fromEntries(FACTS.flatMap((name) => (typeof extensions[name] === "number" ? [[name, extensions[name]]] : [])));

/** Retry information of an error: after how many seconds, and whether a write may have been made all the same. */
const retryOf = ({ extensions: { retryAfter, outcome } }: GraphQLError): Readonly<Record<string, unknown>> => ({
  ...(typeof retryAfter === "number" && { retryAfter }),
  ...(outcome === "UNKNOWN" && { outcome }),
});

/** The number of equal errors that one stands for, if any. */
export const countOf = ({ extensions }: Pick<GraphQLFormattedError, "extensions">): number | undefined =>
  typeof extensions?.count === "number" ? extensions.count : undefined;

/**
 * What a client sees of an error: always code, path, locations and the subgraph's name; the message only if the code is
 * in the list. Anything else is a bug: it is logged in full here, and nowhere else, under an id that is all the client
 * gets.
 */
export const maskError = (error: unknown, log: Log): GraphQLFormattedError => {
  const code = codeOf(error);
  const { message, locations, path } = error instanceof GraphQLError ? error.toJSON() : { message: String(error) };
  const service = error instanceof GraphQLError ? error.extensions.service : undefined;
  const count = error instanceof GraphQLError ? countOf(error) : undefined;
  const facts = error instanceof GraphQLError && code === "OPERATION_REFUSED" ? factsOf(error) : {};
  const retry = error instanceof GraphQLError && code.startsWith("DOWNSTREAM_") ? retryOf(error) : {};
  const safe = code !== "INTERNAL_SERVER_ERROR" || MASKED.test(message);

  return {
    message: safe ? message : logged(error, log),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, ...(typeof service === "string" && { service }), ...(count && { count }), ...facts, ...retry },
  };
};
