import { openServed } from "../../../cli/open-served.ts";
import type { ServerProcess } from "../../../cli/process.ts";
import { readySchema } from "../../../cli/ready-schema.ts";
import { openStore } from "../../../cli/store.ts";
import { subgraphs } from "../../../cli/subgraphs.ts";
import type { SubgraphConfig } from "../../../platform/config/index.ts";
import type { Database, OpenOptions } from "../../../platform/database/open.ts";
import { billing } from "../server.ts";

/** Opens a database that has the tables of all six: billing's rows refer to identity's. The embedded one gets them here. */
export const openMigrated = async (
  config: SubgraphConfig,
  { lifecycle, log }: ServerProcess,
  entities: OpenOptions["entities"],
): Promise<Database> => {
  const store = await openStore(config, lifecycle, log);
  await readySchema(store, log, [...subgraphs, billing]);
  return openServed({ url: store.appUrl, entities, name: "billing" }, config, { lifecycle, log });
};
