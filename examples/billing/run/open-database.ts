import type { ServerProcess } from "../../../cli/command/process.ts";
import { openStore } from "../../../cli/command/store.ts";
import { openServed } from "../../../cli/graph/open-served.ts";
import { readySchema } from "../../../cli/graph/ready-schema.ts";
import { schemas } from "../../../cli/graph/schemas.ts";
import type { SubgraphConfig } from "../../../platform/config/index.ts";
import type { Database, OpenOptions } from "../../../platform/database/open.ts";
import { billingSchema } from "../migrations/index.ts";

/**
 * Opens a database that has the tables of all six: billing's rows refer to identity's. The embedded one is migrated
 * here.
 */
export const openMigrated = async (
  config: SubgraphConfig,
  { lifecycle, log, budgetOf }: ServerProcess,
  entities: OpenOptions["entities"],
): Promise<Database> => {
  const store = await openStore(config, lifecycle, log);
  await readySchema(store, log, [...schemas, billingSchema]);
  return openServed({ url: store.appUrl, entities, name: "billing" }, config, { lifecycle, log, budgetOf });
};
