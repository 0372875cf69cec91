import { join } from "node:path";
import type { StoreConfig } from "../../platform/config/index.ts";
import type { Log } from "../../platform/observability/log.ts";
import type { Lifecycle } from "../../platform/process/lifecycle.ts";

/** How to connect to the database. */
export interface Store {
  /** As the application. */
  readonly appUrl: string;
  /** As the owner of the schemas, if this project itself runs the server; otherwise null. */
  readonly ownerUrl: string | null;
}

/** The embedded PostgreSQL: started, or shared if it is running already. */
export const openEmbedded = async (
  dataDir: string,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Store & { readonly ownerUrl: string }> => {
  const { launchPostgres } = await import("../../platform/database/embedded/index.ts");
  const onCrash = {
    restarted: () => log.error("the embedded PostgreSQL had ended by itself and runs again"),
    lost: (error: unknown) => {
      log.fatal({ err: error }, "the embedded PostgreSQL has ended and cannot be started again: this process ends");
      void lifecycle.end().then(() => process.exit(1));
    },
  };
  const postgres = await launchPostgres({ dataDir: join(dataDir, "postgres"), onCrash });
  await lifecycle.onEnd(() => postgres.stop());
  log.info({ data: postgres.dataDir, shared: postgres.attached }, "the embedded PostgreSQL answers");
  return { appUrl: postgres.appUrl, ownerUrl: postgres.adminUrl };
};

/** The database from the environment, once it responds, or else the embedded one. */
export const openStore = async (
  { databaseUrl, dataDir }: Pick<StoreConfig, "databaseUrl" | "dataDir">,
  lifecycle: Lifecycle,
  log: Log,
): Promise<Store> => {
  if (!databaseUrl) return openEmbedded(dataDir, lifecycle, log);
  const { checkDatabase } = await import("./database-address.ts");
  await checkDatabase(databaseUrl);
  return { appUrl: databaseUrl, ownerUrl: null };
};
