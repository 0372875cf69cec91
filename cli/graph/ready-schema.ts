import { migrate } from "../../platform/database/migrations/migrate.ts";
import { schemaStateAsApp } from "../../platform/database/migrations/schema-state.ts";
import type { Log } from "../../platform/observability/log.ts";
import { Explained } from "../../platform/process/explained.ts";
import type { Store } from "../command/store.ts";
import { schemas as ownSchemas } from "./schemas.ts";

type Schemas = Parameters<typeof migrate>[1];

/** The migration's messages, as warnings: somebody may have to act on them. */
export const reportBy =
  (log: Log) =>
  (message: string, details: object = {}): void =>
    log.warn(details, message);

const listed = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");

const check = async (url: string, schemas: Schemas, log: Log): Promise<void> => {
  const state = await schemaStateAsApp(url, schemas);
  if (state === "no membership") {
    throw new Explained(
      "The user of DATABASE_URL may not act as customer_graph_app. " +
        'Have the owner of the database run "grant customer_graph_app to <user>".',
    );
  }
  if (state.missing.length > 0) {
    throw new Explained(
      `The schema of the database is older than this version: it lacks ${listed(state.missing)}. ` +
        'Set MIGRATION_DATABASE_URL to the address for the owner of the schemas, run "npm run migrate", and start again.',
    );
  }
  if (state.unknown.length > 0) log.info({ unknown: state.unknown }, "the schema is newer than this version");
};

/**
 * Migrates the embedded database. For any other it only checks that its schema is new enough, with the application's
 * rights.
 */
export const readySchema = async (
  { appUrl, ownerUrl }: Store,
  log: Log,
  schemas: Schemas = ownSchemas,
): Promise<void> => {
  if (!ownerUrl) return check(appUrl, schemas, log);
  const ran = await migrate(ownerUrl, schemas, { report: reportBy(log) });
  if (ran.length > 0) log.info({ migrations: ran.length }, "the schemas are migrated");
};
