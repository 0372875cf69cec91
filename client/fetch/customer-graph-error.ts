/** An error from the graph: `path` is the field without a value, `extensions.code` its kind. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly service?: string; readonly [name: string]: unknown };
}

/**
 * Why there is no data: `usage` (the program's request is invalid: the message says why), `network` (no response),
 * `timeout` (none in time), `refused` (the graph responded with errors alone, such as `UNAUTHENTICATED`), `answer` (the
 * response is not the graph's, such as a proxy's page).
 */
export type FailureReason = "usage" | "network" | "timeout" | "refused" | "answer";

interface Failure {
  readonly status?: number;
  readonly errors?: readonly GraphError[];
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** Thrown by the client if an operation returns no data. */
export class CustomerGraphError extends Error {
  override readonly name = "CustomerGraphError";
  readonly reason: FailureReason;
  /** The HTTP status of the response, if there is one. */
  readonly status: number | undefined;
  /** The graph's errors; the first provides the message. */
  readonly errors: readonly GraphError[];
  /** Seconds to wait before a retry, if the graph says so. */
  readonly retryAfter: number | undefined;

  constructor(reason: FailureReason, message: string, { status, errors = [], retryAfter, cause }: Failure = {}) {
    super(message, { cause });
    this.reason = reason;
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  /** The code of the first error. */
  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}
