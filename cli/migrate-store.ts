import { migrate } from "../platform/database/migrate.ts";
import type { Log } from "../platform/log.ts";
import type { Store } from "./store.ts";
import { subgraphs } from "./subgraphs.ts";

/** Brings the schemas of all subgraphs up to date, and tells what it ran. Processes that start together take turns. */
export const migrateStore = async ({ adminUrl }: Store, log: Log): Promise<string[]> => {
  const ran = await migrate(adminUrl, subgraphs);
  if (ran.length > 0) log.info({ migrations: ran.length }, "the schemas are migrated");
  return ran;
};
