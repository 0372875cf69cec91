import { openServed } from "../../../cli/open-served.ts";
import type { ServerProcess } from "../../../cli/process.ts";
import { openStore } from "../../../cli/store.ts";
import { subgraphs } from "../../../cli/subgraphs.ts";
import type { ServedStoreConfig } from "../../../platform/config/index.ts";
import { migrate } from "../../../platform/database/migrate.ts";
import type { Database, OpenOptions } from "../../../platform/database/open.ts";
import { billing } from "../server.ts";

/** Opens a database with the tables of all six: billing's rows refer to identity's, whichever process comes first. */
export const openMigrated = async (
  config: ServedStoreConfig,
  { lifecycle, log }: ServerProcess,
  entities: OpenOptions["entities"],
): Promise<Database> => {
  const store = await openStore(config, lifecycle, log);
  await migrate(store.adminUrl, [...subgraphs, billing]);
  return openServed({ url: store.appUrl, entities, name: "billing" }, config, { lifecycle, log });
};
