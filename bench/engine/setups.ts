import { SUBGRAPHS } from "./graph.ts";
import type { ServerProcess } from "./server-process.ts";
import { startServer } from "./server-process.ts";

/** One way to serve the graph: all its processes, the first of which receives the requests. */
export interface Setup {
  readonly name: string;
  readonly processes: readonly ServerProcess[];
}

const startSubgraphs = async (kind: string) =>
  Promise.all(SUBGRAPHS.map(async ({ name }) => [name, await startServer(kind, name)] as const));

const urlsOf = (subgraphs: Awaited<ReturnType<typeof startSubgraphs>>) =>
  Object.fromEntries(subgraphs.map(([name, { url }]) => [name, url]));

const alone = async (name: string, kind: string): Promise<Setup> => ({ name, processes: [await startServer(kind)] });

const split = async (name: string, kind: string, subgraphKind: string): Promise<Setup> => {
  const subgraphs = await startSubgraphs(subgraphKind);
  const front = await startServer(kind, "", urlsOf(subgraphs));
  return { name, processes: [front, ...subgraphs.map(([, each]) => each)] };
};

export const DEFAULT = "Apollo Server + @apollo/gateway, four HTTP subgraphs (the default)";
export const MONOLITH = "a monolith on Apollo Server";

export const startSetups = async (): Promise<Setup[]> => [
  await split(DEFAULT, "default-gateway", "default-subgraph"),
  await split("Apollo Server + this gateway, four HTTP subgraphs", "gateway-http", "subgraph"),
  await alone("Apollo Server + this gateway, subgraphs in process, graphql-js", "gateway-js"),
  await alone("Apollo Server + this gateway, subgraphs in process, graphql-jit", "gateway-jit"),
  await alone("this gateway on node:http, subgraphs in process, graphql-jit", "engine-jit"),
  await alone(MONOLITH, "monolith-apollo"),
  await alone("the same, its plugins that wrap resolvers disabled", "monolith-lean"),
  await alone("a monolith, graphql-js on node:http", "monolith-bare"),
];
