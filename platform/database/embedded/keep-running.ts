import { setTimeout as sleep } from "node:timers/promises";
import type { Server } from "./server.ts";

/** The outcome for a server that ended unexpectedly. */
export interface OnCrash {
  /** It runs again, where it ran before. */
  restarted(): void;
  /** It could not be restarted, and will not be tried again. */
  lost(error: unknown): void;
}

const ATTEMPTS = 2;
const PAUSE_MS = 1_000;
/** A server that ends sooner after its start has not really started. */
const WELL_MS = 5_000;

/** Restarts a server whenever it ends by itself, until it is stopped. Gives up when that fails twice in a row. */
export const keepRunning = (first: Server, start: () => Promise<Server>, { restarted, lost }: OnCrash) => {
  let server = first;
  let stopping = false;
  let failures = 0;

  const startAgain = async (): Promise<void> => {
    try {
      server = await start();
      if (stopping) return await server.stop();
      restarted();
      watch();
    } catch (error) {
      if (++failures >= ATTEMPTS) return lost(error);
      await sleep(PAUSE_MS);
      if (!stopping) await startAgain();
    }
  };

  const watch = (): void => {
    const began = performance.now();
    void server.exited.then(() => {
      if (stopping) return;
      failures = performance.now() - began < WELL_MS ? failures + 1 : 0;
      if (failures < ATTEMPTS) return startAgain();
      lost(new Error("PostgreSQL keeps ending right after it starts"));
    });
  };
  watch();

  return {
    stop: async (): Promise<void> => {
      stopping = true;
      await server.stop();
    },
  };
};
