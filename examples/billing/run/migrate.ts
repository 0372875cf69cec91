import { reportBy } from "../../../cli/graph/ready-schema.ts";
import { schemas } from "../../../cli/graph/schemas.ts";
import { openTarget } from "../../../cli/migrate/target.ts";
import { readMigrateConfig } from "../../../platform/config/index.ts";
import { migrate as migrateSchemas } from "../../../platform/database/migrations/migrate.ts";
import { billingSchema } from "../migrations/index.ts";

/** Brings the tables of all six up to date in a database that is not the embedded one. */
export const migrate = async (): Promise<void> => {
  const { url, lifecycle, log } = await openTarget(readMigrateConfig(process.env));
  const ran = await migrateSchemas(url, [...schemas, billingSchema], { report: reportBy(log) });
  process.stdout.write(`${ran.join("\n") || "up to date"}\n`);
  await lifecycle.end();
};
