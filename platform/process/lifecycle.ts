import type { Log } from "../observability/log.ts";

/** What a process has opened, and closes before it ends, in reverse order. */
export interface Lifecycle {
  /** Registers how to close something. If the process is ending already, it is closed at once. */
  onEnd(close: () => Promise<unknown>): Promise<void>;
  /** Closes everything, once. */
  end(): Promise<void>;
}

/** One keystroke reaches a process twice, from the terminal and from npm: signals this close together count as one. */
const SAME_SIGNAL_MS = 100;
const SECOND_SIGNAL_MS = 1_000;

export const createLifecycle = (log: Log): Lifecycle => {
  const opened: (() => Promise<unknown>)[] = [];
  let ended: Promise<void> | undefined;

  const closeAll = async (): Promise<void> => {
    for (let close = opened.pop(); close; close = opened.pop()) {
      await close().catch((error: unknown) => log.error({ err: error }, "closing failed"));
    }
  };
  const end = (): Promise<void> => (ended ??= closeAll());

  return {
    onEnd: async (close) => {
      opened.push(close);
      if (ended) await closeAll();
    },
    end,
  };
};

/** Ends the process in order on SIGTERM and SIGINT, and at once on a second signal within a second. */
export const endOnSignals = (lifecycle: Lifecycle, log: Log, signals: readonly NodeJS.Signals[]): void => {
  let last = Number.NEGATIVE_INFINITY;

  const onSignal = (signal: NodeJS.Signals): void => {
    const since = performance.now() - last;
    if (since < SAME_SIGNAL_MS) return;
    if (since < SECOND_SIGNAL_MS) process.exit(1);
    last = performance.now();
    log.info({ signal }, "stopping; a second signal within a second stops at once");
    void lifecycle.end().then(() => process.exit(0));
  };
  for (const signal of signals) process.on(signal, onSignal);
};
