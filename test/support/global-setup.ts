import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchPostgres } from "../../platform/embedded/index.ts";
import { keepForTeardown } from "./run-cluster.ts";

/** Launches one throw-away PostgreSQL for the whole run and tells every worker where it is. */
export default async function globalSetup(): Promise<void> {
  const dataDir = join(tmpdir(), `customer-graph-test-${randomUUID().slice(0, 8)}`);
  const postgres = await launchPostgres({ dataDir, database: "customer_graph_test", durable: false });
  keepForTeardown(postgres);
  process.env.TEST_POSTGRES_ADMIN_URL = postgres.adminUrl;
  process.env.TEST_POSTGRES_APP_URL = postgres.appUrl;
}
