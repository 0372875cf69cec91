import type { GatewayContext } from "../request/context.ts";

/** An operation that a plan sends to one subgraph, known in full when the plan is compiled. */
export interface SubgraphOperation {
  readonly text: string;
  readonly kind: "query" | "mutation";
}

/**
 * A subgraph's response. The gateway owns `data` from here on and writes into it, so a transport never returns the same
 * object twice.
 */
export interface SubgraphResponse {
  readonly data?: unknown;
  readonly errors?: unknown;
  /** The subgraph's own extensions; they go no further than the gateway. */
  readonly extensions?: unknown;
}

export type Send = (
  variables: Record<string, unknown>,
  context: GatewayContext,
) => SubgraphResponse | Promise<SubgraphResponse>;

/** The transport of one subgraph. */
export interface Transport {
  /** Called once per operation of a plan; what it returns is called once per fetch. */
  prepare(operation: SubgraphOperation): Send;
  close?(): Promise<void>;
}

/** Whose fetches a failure concerns: everybody's, its tenant's alone, as with a timeout, or just that one. */
export type Affects = "all" | "tenant" | "one";

interface Details extends ErrorOptions {
  readonly affects?: Affects;
  /** Whether the subgraph may have received the fetch. True unless stated otherwise. */
  readonly isSent?: boolean;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** Says why a subgraph gave no usable response. Its message stays in the log; the code goes to the client. */
export class TransportError extends Error {
  readonly code: "DOWNSTREAM_SERVICE_UNAVAILABLE" | "DOWNSTREAM_INVALID_RESPONSE";
  readonly affects: Affects;
  readonly isSent: boolean;
  readonly retryAfter: number | undefined;

  constructor(code: TransportError["code"], message: string, details: Details = {}) {
    super(message, details);
    const isUnavailable = code === "DOWNSTREAM_SERVICE_UNAVAILABLE";
    this.code = code;
    this.affects = details.affects ?? (isUnavailable ? "all" : "one");
    this.isSent = details.isSent ?? true;
    this.retryAfter = details.retryAfter ?? (isUnavailable ? 1 : undefined);
  }
}

/** A fetch that was refused before any of it was sent. */
export class NotSent extends TransportError {
  constructor(message: string, retryAfter: number) {
    super("DOWNSTREAM_SERVICE_UNAVAILABLE", message, { affects: "one", isSent: false, retryAfter });
  }
}
