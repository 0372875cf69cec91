/** What a worker tells the process that started it. */
export type FromWorker =
  | { readonly kind: "ready" }
  /** It has the connection that it was given, and will answer on it. */
  | { readonly kind: "taken" }
  | { readonly kind: "alive" }
  | { readonly kind: "metrics"; readonly id: number }
  | { readonly kind: "question"; readonly id: number; readonly question: unknown };

/** How often a worker says that it is alive. */
export const HEARTBEAT_MS = 2_000;

/** What a worker is told. */
export type ToWorker =
  /** With the connection beside it. */
  | { readonly kind: "connection" }
  /** The primary is about to accept no more connections, and says `drain` once that is so. */
  | { readonly kind: "hold" }
  | { readonly kind: "drain" }
  | { readonly kind: "metrics"; readonly id: number; readonly text: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown };
