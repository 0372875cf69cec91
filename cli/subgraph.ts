import { Argument } from "commander";
import { readSubgraphConfig } from "../platform/config/index.ts";
import { openDatabase } from "../platform/database/open.ts";
import { runMain } from "../platform/process/main.ts";
import { serveSubgraph } from "../platform/serve-subgraph.ts";
import { createCommand } from "./command.ts";
import { migrateStore } from "./migrate-store.ts";
import { openProcess } from "./process.ts";
import { openStore } from "./store.ts";
import { subgraphs } from "./subgraphs.ts";

const FIRST_PORT = 4001;

await runMain(async () => {
  const [name] = createCommand("subgraph", "Run one subgraph over HTTP. Several on one DATA_DIR share its database.")
    .addArgument(new Argument("<name>", "which one").choices(subgraphs.map(({ name }) => name)))
    .parse().processedArgs;
  const index = subgraphs.findIndex((each) => each.name === name);
  const subgraph = subgraphs[index];
  if (!subgraph) return;

  const config = readSubgraphConfig(process.env, FIRST_PORT + index);
  const server = await openProcess(subgraph.name, config);
  const { lifecycle, log } = server;
  const store = await openStore(config, lifecycle, log);
  await migrateStore(store, log);
  const database = await openDatabase({
    url: store.appUrl,
    entities: subgraph.entities,
    onPoolError: (error) => log.error({ err: error }, "a connection to the database broke"),
  });
  await lifecycle.onEnd(() => database.close());

  const slice = await serveSubgraph({ ...server, subgraph, database, config });
  await lifecycle.onEnd(() => slice.stop());
  await server.ready(slice.routes, database.ping);
});
