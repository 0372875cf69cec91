import { join } from "node:path";
import type { StoreConfig } from "../platform/config/index.ts";
import type { Log } from "../platform/log.ts";
import type { Lifecycle } from "../platform/process/lifecycle.ts";

/** How to reach the database: as the owner of its schemas, and as the application. */
export interface Store {
  readonly adminUrl: string;
  readonly appUrl: string;
}

/** The database of the environment, known to answer, or else the embedded one: started, or shared if it runs already. */
export const openStore = async (
  { databaseUrl, dataDir }: Pick<StoreConfig, "databaseUrl" | "dataDir">,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Store> => {
  if (databaseUrl) {
    const { checkDatabase } = await import("./database-address.ts");
    await checkDatabase(databaseUrl);
    return { adminUrl: databaseUrl, appUrl: databaseUrl };
  }
  const { launchPostgres } = await import("../platform/embedded/index.ts");
  const postgres = await launchPostgres({ dataDir: join(dataDir, "postgres") });
  await lifecycle.onEnd(() => postgres.stop());
  log.info({ data: postgres.dataDir, shared: postgres.attached }, "the embedded PostgreSQL answers");
  return postgres;
};
