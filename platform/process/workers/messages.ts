/** A worker's messages to the process that started it. */
export type FromWorker =
  | { readonly kind: "ready" }
  /** It has its connection, and will answer on it. */
  | { readonly kind: "taken" }
  | { readonly kind: "alive" }
  | { readonly kind: "metrics"; readonly id: number }
  | { readonly kind: "question"; readonly id: number; readonly question: unknown };

/** How often a worker sends a heartbeat. */
export const HEARTBEAT_MS = 2_000;

/** The messages to a worker. */
export type ToWorker =
  /** Accompanied by the connection. */
  | { readonly kind: "connection" }
  /** The primary is about to stop accepting connections, and sends `drain` once it has. */
  | { readonly kind: "hold" }
  | { readonly kind: "drain" }
  | { readonly kind: "metrics"; readonly id: number; readonly text: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown };
