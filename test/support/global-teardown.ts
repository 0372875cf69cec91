import { rm } from "node:fs/promises";
import { keptForTeardown } from "./run-cluster.ts";

/** Ends the run's PostgreSQL and removes its data. */
export default async function globalTeardown(): Promise<void> {
  const postgres = keptForTeardown();
  if (postgres === undefined) return;
  await postgres.stop();
  await rm(postgres.dataDir, { recursive: true, force: true });
}
