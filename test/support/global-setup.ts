import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemas } from "../../cli/graph/schemas.ts";
import { launchPostgres } from "../../platform/database/embedded/index.ts";
import { migrate } from "../../platform/database/migrations/migrate.ts";
import { createDatabase } from "./postgres.ts";
import { keepForTeardown } from "./run-cluster.ts";
import { TEMPLATE } from "./template.ts";

/**
 * Launches one temporary PostgreSQL for the whole run, migrates the template database, and passes
 * the server's URL to the workers.
 */
export default async function globalSetup(): Promise<void> {
  process.env.TEST_RUN_FOLDER = await mkdtemp(join(tmpdir(), "customer-graph-run-"));
  const dataDir = join(tmpdir(), `customer-graph-test-${randomUUID().slice(0, 8)}`);
  const postgres = await launchPostgres({ dataDir, database: "customer_graph_test", durable: false });
  keepForTeardown(postgres);
  process.env.TEST_POSTGRES_ADMIN_URL = postgres.adminUrl;
  process.env.TEST_POSTGRES_APP_URL = postgres.appUrl;
  const { adminUrl } = await createDatabase(TEMPLATE);
  await migrate(adminUrl, schemas);
}
