import { openProcess } from "../../../cli/command/process.ts";
import { reportTo } from "../../../cli/command/report.ts";
import { loadDemoData } from "../../../cli/demo/load.ts";
import { remoteSubgraph } from "../../../cli/graph/remote-subgraph.ts";
import { subgraphs } from "../../../cli/graph/subgraphs.ts";
import { countRequests } from "../../../cli/start/count-requests.ts";
import { createGateway } from "../../../gateway/request/graph-gateway.ts";
import { createGatewayServer } from "../../../gateway/server.ts";
import { readStartConfig } from "../../../platform/config/index.ts";
import { Explained } from "../../../platform/process/explained.ts";
import { loadDemoRows } from "../demo.ts";
import { billing } from "../server.ts";
import { composeSix } from "./composition.ts";
import { localSix } from "./local-graph.ts";
import { openMigrated } from "./open-database.ts";

/** The whole graph and billing in this process, except the subgraphs that SUBGRAPHS puts elsewhere. */
export const start = async (): Promise<void> => {
  const six = [...subgraphs, billing];
  const config = readStartConfig(
    process.env,
    six.map(({ name }) => name),
  );
  if (config.workers > 1) throw new Explained("WORKERS: this example supports only one process. Leave WORKERS unset.");

  const server = await openProcess("graph", config);
  const database = await openMigrated(config, server, [...new Set(six.flatMap(({ entities }) => entities))]);
  if (config.demo) {
    await loadDemoData(database);
    await loadDemoRows(database);
  }
  const local = localSix({ database });
  const gateway = await createGateway({
    supergraphSdl: composeSix().supergraphSdl,
    transports: (name) => {
      const elsewhere = config.subgraphs.get(name);
      return elsewhere ? remoteSubgraph(name, elsewhere, config, server.budgetOf) : local(name);
    },
    report: reportTo(server.log),
  });
  const graph = await createGatewayServer({
    ...server,
    gateway,
    config,
    countRequest: await countRequests(config, server.askPrimary),
  });
  await server.lifecycle.onEnd(() => graph.stop());
  await server.ready(graph.routes, database.ping);
};
