/** An error as the graph tells it: `path` is the field that it left without a value, `extensions.code` what kind it is. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly service?: string; readonly [name: string]: unknown };
}

/**
 * Why there is no answer: `usage` (the request cannot be made as the program asks for it: its message says why), `network` (none came),
 * `timeout` (none came in time), `refused` (the graph answers with errors alone, such as `UNAUTHENTICATED`), `answer` (what came is not an
 * answer of the graph, such as the page of a proxy).
 */
export type FailureReason = "usage" | "network" | "timeout" | "refused" | "answer";

interface Failure {
  readonly status?: number;
  readonly errors?: readonly GraphError[];
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** Thrown by the client where nothing of an operation was answered. */
export class CustomerGraphError extends Error {
  override readonly name = "CustomerGraphError";
  readonly reason: FailureReason;
  /** The status of the answer, where there is one. */
  readonly status: number | undefined;
  /** The errors of the graph, the first of which gives the message. */
  readonly errors: readonly GraphError[];
  /** In how many seconds to ask again, where the graph says so. */
  readonly retryAfter: number | undefined;

  constructor(reason: FailureReason, message: string, { status, errors = [], retryAfter, cause }: Failure = {}) {
    super(message, { cause });
    this.reason = reason;
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  /** The code of the first error: what kind it is. */
  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}
