/** The outcome of a fetch: no verdict if the client left, or something else ended it. */
export type Outcome = "answered" | "failed" | "no verdict";

/** Stops sending after several failures in a row, then probes with one fetch at a time. */
export interface CircuitBreaker {
  /** Seconds to wait; 0 if a fetch may be sent, whose outcome must then be reported. */
  admit(): number;
  settle(outcome: Outcome): void;
  isOpen(): boolean;
}

const FAILURES = 5;
const PAUSE_MS = 5_000;

export const createCircuitBreaker = (now: () => number, onChange: (isOpen: boolean) => void): CircuitBreaker => {
  let failures = 0;
  let openUntil: number | undefined;
  let isProbing = false;

  return {
    admit: () => {
      if (openUntil === undefined) return 0;
      const left = openUntil - now();
      if (left > 0) return Math.ceil(left / 1_000);
      if (isProbing) return 1;
      isProbing = true;
      return 0;
    },
    settle: (outcome) => {
      isProbing = false;
      if (outcome === "no verdict") return;
      const wasOpen = openUntil !== undefined;
      failures = outcome === "failed" ? failures + 1 : 0;
      openUntil = failures >= FAILURES ? now() + PAUSE_MS : undefined;
      if (wasOpen !== (openUntil !== undefined)) onChange(!wasOpen);
    },
    isOpen: () => openUntil !== undefined,
  };
};
