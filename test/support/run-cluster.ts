import type { EmbeddedPostgres } from "../../platform/database/embedded/index.ts";

const run = globalThis as { customerGraphTestPostgres?: EmbeddedPostgres };

/** Hands the cluster from the run's set-up to its tear-down: the same process, but not the same modules. */
export const keepForTeardown = (postgres: EmbeddedPostgres): void => {
  run.customerGraphTestPostgres = postgres;
};

/** What `keepForTeardown` kept; nothing when the set-up failed. */
export const keptForTeardown = (): EmbeddedPostgres | undefined => run.customerGraphTestPostgres;
