import { rm } from "node:fs/promises";
import { keptForTeardown } from "./run-cluster.ts";

/** Stops the run's PostgreSQL and removes its data and the run's other files. */
export default async function globalTeardown(): Promise<void> {
  const { TEST_RUN_FOLDER: folder } = process.env;
  if (folder) await rm(folder, { recursive: true, force: true });
  const postgres = keptForTeardown();
  if (postgres === undefined) return;
  await postgres.stop();
  await rm(postgres.dataDir, { recursive: true, force: true });
}
