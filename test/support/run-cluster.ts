import type { EmbeddedPostgres } from "../../platform/database/embedded/index.ts";

const run = globalThis as { customerGraphTestPostgres?: EmbeddedPostgres };

/**
 * Passes the cluster from the global setup to the teardown, which share a process but not their
 * module instances.
 */
export const keepForTeardown = (postgres: EmbeddedPostgres): void => {
  run.customerGraphTestPostgres = postgres;
};

/** The cluster from `keepForTeardown`; undefined if the setup failed. */
export const keptForTeardown = (): EmbeddedPostgres | undefined => run.customerGraphTestPostgres;
