import { readFileSync } from "node:fs";
import { localTransports } from "../../cli/graph/local-graph.ts";
import type { Planner } from "../../gateway/planner/planner.ts";
import { createGateway } from "../../gateway/request/graph-gateway.ts";
import { createGatewayServer } from "../../gateway/server.ts";
import type { Viewer } from "../../platform/auth/viewer.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "../../platform/config/limits.ts";
import { createLog } from "../../platform/observability/log.ts";
import { createMetrics } from "../../platform/observability/metrics.ts";
import { projectFile } from "../../platform/project.ts";
import { given } from "./given.ts";
import { testDatabase } from "./graph.ts";
import { serveRoutes } from "./serve-routes.ts";

interface Options {
  /** The supergraph to serve. Defaults to the whole one. */
  readonly sdl?: string;
  readonly limits?: Partial<DocumentLimits>;
  readonly introspection?: boolean;
  readonly planner?: Planner;
  readonly viewer?: Viewer;
}

export const supergraphSdl = readFileSync(projectFile("schema", "supergraph.graphql"), "utf8");

export interface LimitedAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own data.
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** Number of operations compiled for the request, which includes planning. */
  readonly planned: number;
  readonly milliseconds: number;
}

/**
 * Serves the graph over HTTP with limits. The defaults are the usual limits and a viewer with every
 * scope.
 */
export const serveLimited = async (options: Options = {}) => {
  const { sdl = supergraphSdl, limits = {}, introspection = true, planner, viewer = given.tenant() } = options;
  const log = createLog({ name: "test", level: "silent" });
  const metrics = createMetrics();
  const transports = localTransports({ database: testDatabase });
  const gateway = await createGateway({ supergraphSdl: sdl, transports, planner });
  const documentLimits = { ...DOCUMENT_LIMITS, ...limits };
  const config = { production: true, introspection, corsOrigins: [], documentLimits };
  const graph = await createGatewayServer({ gateway, config, signIn: async () => viewer, log, metrics });
  const http = await serveRoutes(graph.routes);
  const url = `${http.url}/graphql`;

  const ask = async (query: string, variables: object = {}, operationName?: string): Promise<LimitedAnswer> => {
    const before = gateway.statistics().compiled.count;
    const body = JSON.stringify({ query, variables, operationName });
    const began = performance.now();
    const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const answer = (await response.json()) as Omit<LimitedAnswer, "status" | "planned" | "milliseconds">;
    const milliseconds = performance.now() - began;
    const planned = gateway.statistics().compiled.count - before;
    return { status: response.status, ...answer, planned, milliseconds };
  };
  const stop = async (): Promise<void> => {
    await http.close();
    await graph.stop();
  };
  return { ask, url, viewer, gateway, stop };
};
