import { createHash } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import type { GatewayOptions } from "../../gateway/request/graph-gateway.ts";
import { createGatewayServer } from "../../gateway/server.ts";
import { inProcess } from "../../gateway/transport/in-process.ts";
import { readManifest, type TrustedDocuments } from "../../gateway/trusted-documents/manifest.ts";
import { demoViewer } from "../../platform/auth/demo-viewer.ts";
import { createLog } from "../../platform/observability/log.ts";
import { createMetrics } from "../../platform/observability/metrics.ts";
import { createTestGateway } from "./engine/gateway.ts";
import { subgraphSchemas } from "./engine/graph.ts";
import { createStore } from "./engine/store.ts";
import { serveRoutes } from "./serve-routes.ts";

/** A trusted document's id, computed as clients do. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A manifest in the format of `npm run codegen`. */
export const manifestOf = (...bodies: readonly string[]): string =>
  JSON.stringify({
    format: "apollo-persisted-query-manifest",
    version: 1,
    operations: bodies.map((body) => {
      const [, type, name] = /^(\w+) (\w+)/.exec(body) ?? [];
      return { id: sha256(body), name, type, body };
    }),
  });

export const trusted = (...bodies: readonly string[]): TrustedDocuments => {
  const { documents, faults } = readManifest(manifestOf(...bodies));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return documents;
};

/**
 * Serves the engine's test graph over HTTP to a viewer with every scope; restricted to trusted
 * documents, if any are given.
 */
export const serveTestGraph = async (documents?: TrustedDocuments, options: Partial<GatewayOptions> = {}) => {
  const log = createLog({ name: "test", level: "silent" });
  const metrics = createMetrics();
  const store = createStore();
  const gateway = await createTestGateway({
    trusted: documents,
    transports: (name) =>
      inProcess({
        name,
        schema: subgraphSchemas.get(name) as GraphQLSchema,
        createContext: (context) => ({ ...context, store, fault: () => undefined }),
      }),
    ...options,
  });
  const graph = await createGatewayServer({
    gateway,
    config: { production: false, introspection: !documents, corsOrigins: [] },
    trusted: documents,
    signIn: async () => demoViewer,
    log,
    metrics,
  });
  const server = await serveRoutes(graph.routes);
  return {
    url: server.url,
    gateway,
    store,
    close: async () => {
      await server.close();
      await graph.stop();
    },
  };
};
