import type { GatewayContext } from "../request/context.ts";

/** An operation that a plan sends to one subgraph, known in full when the plan is compiled. */
export interface SubgraphOperation {
  readonly text: string;
  readonly kind: "query" | "mutation";
}

/** A subgraph's answer. The gateway owns `data` from here on and writes into it, so a transport never hands out the same object twice. */
export interface SubgraphResponse {
  readonly data?: unknown;
  readonly errors?: unknown;
  /** What the subgraph says of itself; it goes no further than the gateway. */
  readonly extensions?: unknown;
}

export type Send = (
  variables: Record<string, unknown>,
  context: GatewayContext,
) => SubgraphResponse | Promise<SubgraphResponse>;

/** The way to one subgraph. */
export interface Transport {
  /** Called once per operation of a plan; what it returns is called once per fetch. */
  prepare(operation: SubgraphOperation): Send;
  close?(): Promise<void>;
}

/** Of whose fetches a failure says something: of all, of its tenant's alone, as a timeout does, or of that one fetch. */
export type Affects = "all" | "tenant" | "one";

interface Details extends ErrorOptions {
  readonly affects?: Affects;
  /** Whether the subgraph may have got the fetch. So it is unless said otherwise. */
  readonly isSent?: boolean;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** Says why a subgraph gave no usable answer. Its message stays in the log; the code goes to the client. */
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

/** A fetch that was refused before anything of it was sent. */
export class NotSent extends TransportError {
  constructor(message: string, retryAfter: number) {
    super("DOWNSTREAM_SERVICE_UNAVAILABLE", message, { affects: "one", isSent: false, retryAfter });
  }
}
