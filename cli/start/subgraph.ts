import type { SubgraphConfig } from "../../platform/config/index.ts";
import { serveSubgraph } from "../../platform/graphql/serve-subgraph.ts";
import { openProcess } from "../command/process.ts";
import { openStore } from "../command/store.ts";
import { openServed } from "../graph/open-served.ts";
import { readySchema } from "../graph/ready-schema.ts";
import { subgraphs } from "../graph/subgraphs.ts";

/** One subgraph in this process, on a database whose schema is up to date. */
export const startSubgraph = async (name: string, config: SubgraphConfig): Promise<void> => {
  const subgraph = subgraphs.find((each) => each.name === name);
  if (!subgraph) throw new Error(`there is no subgraph ${name}`);

  const server = await openProcess(name, config);
  const { lifecycle, log } = server;
  const store = await openStore(config, lifecycle, log);
  await readySchema(store, log);
  const { entities } = subgraph;
  const database = await openServed({ url: store.appUrl, entities, name: `subgraph ${name}` }, config, server);

  const slice = await serveSubgraph({ ...server, subgraph, database, config });
  await lifecycle.onEnd(() => slice.stop());
  await server.ready(slice.routes, database.ping);
};
