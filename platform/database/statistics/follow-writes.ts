import type { Session } from "../session/session.ts";

interface Options {
  /** Analyzes the tables that have grown much. */
  readonly analyze: (signal: AbortSignal) => Promise<unknown>;
  /** Told why that failed. What is written is not touched by it. */
  readonly onFailed?: (error: Error) => void;
  readonly now?: () => number;
}

/** Looks after the statistics of the tables that sessions write. */
export interface WriteFollower {
  /** The same session, whose writes are followed. */
  follow(session: Session): Session;
  /** Ends what still runs. */
  close(): Promise<void>;
}

const INTERVAL_MS = 1_000;
const AFTER_FAILURE_MS = 60_000;

/**
 * Sessions of PostgreSQL keep the plans that they made while a table was small, until it is analyzed; autovacuum looks once a minute.
 * So a process that writes has the tables analyzed that have grown: after a write, behind its back, and once a second at most.
 */
export const followWrites = ({ analyze, onFailed, now = () => performance.now() }: Options): WriteFollower => {
  const closing = new AbortController();
  let next = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    let pause = INTERVAL_MS;
    try {
      await analyze(closing.signal);
    } catch (error) {
      pause = AFTER_FAILURE_MS;
      if (!closing.signal.aborted) onFailed?.(error as Error);
    }
    next = now() + pause;
    running = undefined;
  };

  const look = (): void => {
    if (running || closing.signal.aborted || now() < next) return;
    running = run();
  };

  return {
    follow: ({ read, write }) => ({
      read,
      write: async (work, options) => {
        const result = await write(work, options);
        look();
        return result;
      },
    }),
    close: async () => {
      closing.abort();
      await running;
    },
  };
};
