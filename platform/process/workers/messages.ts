/** What a worker tells the process that started it. */
export type FromWorker =
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "alive" }
  | { readonly kind: "metrics"; readonly id: number }
  | { readonly kind: "question"; readonly id: number; readonly question: unknown };

/** How often a worker says that it is alive. */
export const HEARTBEAT_MS = 2_000;

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: "drain" }
  | { readonly kind: "metrics"; readonly id: number; readonly text: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown };
