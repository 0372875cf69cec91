import type { MigrateConfig } from "../../platform/config/index.ts";
import { createLog, type Log } from "../../platform/observability/log.ts";
import { createLifecycle, endOnSignals, type Lifecycle } from "../../platform/process/lifecycle.ts";
import { checkDatabase } from "../command/database-address.ts";
import { openEmbedded } from "../command/store.ts";

interface Target {
  /** As the owner of the schemas. */
  readonly url: string;
  readonly lifecycle: Lifecycle;
  readonly log: Log;
}

/** The database that its owner is to work on, known to answer: the one of the environment, or else the embedded one. */
export const openTarget = async (
  { migrationUrl, databaseUrl, dataDir, logLevel }: MigrateConfig,
  name = "migrate",
): Promise<Target> => {
  const log = createLog({ name, level: logLevel });
  const lifecycle = createLifecycle(log);
  endOnSignals(lifecycle, log, ["SIGTERM", "SIGINT"]);
  if (!migrationUrl) return { url: (await openEmbedded(dataDir, lifecycle, log)).ownerUrl, lifecycle, log };
  await checkDatabase(migrationUrl, migrationUrl === databaseUrl ? "DATABASE_URL" : "MIGRATION_DATABASE_URL");
  return { url: migrationUrl, lifecycle, log };
};
