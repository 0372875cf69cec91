import { openProcess } from "../../../cli/command/process.ts";
import { readSubgraphConfig } from "../../../platform/config/index.ts";
import { serveSubgraph } from "../../../platform/graphql/serve-subgraph.ts";
import { loadDemoRows } from "../demo.ts";
import { billing } from "../server.ts";
import { BILLING_PORT } from "./composition.ts";
import { openMigrated } from "./open-database.ts";

/** Billing in this process, for a gateway in another. */
export const subgraph = async (): Promise<void> => {
  const config = readSubgraphConfig(process.env, BILLING_PORT);
  const server = await openProcess(billing.name, config);
  const database = await openMigrated(config, server, billing.entities);
  if (!config.production) await loadDemoRows(database);

  const slice = await serveSubgraph({ ...server, subgraph: billing, database, config });
  await server.lifecycle.onEnd(() => slice.stop());
  await server.ready(slice.routes, database.ping);
};
