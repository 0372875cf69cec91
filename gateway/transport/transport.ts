import type { GatewayContext } from "../context.ts";

/** An operation that a plan sends to one facet, known in full when the plan is compiled. */
export interface FacetOperation {
  readonly text: string;
  readonly kind: "query" | "mutation";
}

/** A facet's answer. The gateway owns `data` from here on and writes into it, so a transport never hands out the same object twice. */
export interface FacetResult {
  readonly data?: unknown;
  readonly errors?: unknown;
  /** What the facet says of itself; it goes no further than the gateway. */
  readonly extensions?: unknown;
}

export type Send = (variables: Record<string, unknown>, context: GatewayContext) => FacetResult | Promise<FacetResult>;

/** The way to one facet. */
export interface Transport {
  /** Called once per operation of a plan; what it returns is called once per fetch. */
  prepare(operation: FacetOperation): Send;
  close?(): Promise<void>;
}

/** Says why a facet gave no usable answer. Its message stays in the log; the code goes to the client. */
export class TransportError extends Error {
  readonly code: "DOWNSTREAM_SERVICE_UNAVAILABLE" | "DOWNSTREAM_INVALID_RESPONSE";

  constructor(code: TransportError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
