import type { CommandConfig } from "../../platform/config/index.ts";
import { type Database, openDatabase } from "../../platform/database/open.ts";
import { createLog, type Log } from "../../platform/observability/log.ts";
import { createLifecycle, type Lifecycle } from "../../platform/process/lifecycle.ts";
import { directory } from "../../subgraphs/directory/server.ts";
import { readySchema } from "../graph/ready-schema.ts";
import { openStore, type Store } from "./store.ts";

interface CommandDatabase {
  readonly database: Database;
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly log: Log;
}

/**
 * Opens the database with its schema up to date, for a command that works on whole customers. It is closed when the
 * lifecycle ends.
 */
export const openForCommand = async (name: string, config: CommandConfig): Promise<CommandDatabase> => {
  const log = createLog({ name, level: config.logLevel });
  const lifecycle = createLifecycle(log);
  const store = await openStore(config, lifecycle, log);
  await readySchema(store, log);
  const database = await openDatabase({
    url: store.appUrl,
    entities: directory.entities,
    poolSize: 1,
    pooling: config.pooling,
    preparedStatements: config.preparedStatements,
    applicationName: `customer-graph ${name}`,
    onNotAnalyzed: (err) => log.warn({ err }, "tables that have grown were not analyzed"),
  });
  await lifecycle.onEnd(() => database.close());
  return { database, store, lifecycle, log };
};
